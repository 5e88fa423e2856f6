//! Fields of services and contracts.

use super::{Field, Shape, parts::*, shape::words};
use crate::model::{ContractStatus, ContractType, Kind};

/// A service.
pub const SERVICE: &[Field] = &[
    OWNER,
    Field::new("lifecycle", Shape::Text, "Where it is in its life, in words.", "production"),
    Field::new(
        "depends_on",
        Shape::List(&Shape::Either(
            &Shape::Map(&[
                Field::new("service", Shape::Thing(Kind::Service), "The service that is used.", "orders")
                    .required(),
                VIA,
                Field::new("contract", Shape::Thing(Kind::Contract), "By which contract.", "orders-api"),
                TOPICS,
                FOR,
            ]),
            &Shape::Thing(Kind::Service),
        )),
        "The services it uses.",
        "[{service: orders, via: grpc}]",
    ),
    Field::new(
        "provides",
        Shape::List(&Shape::Thing(Kind::Contract)),
        "The contracts it offers.",
        "[orders-api]",
    ),
    Field::new(
        "provides_apis",
        Shape::List(&Shape::Thing(Kind::Contract)),
        "The same as `provides`, as Backstage calls it.",
        "[orders-api]",
    ),
    Field::new(
        "coverage",
        Shape::List(&Shape::Map(&[
            Field::new(
                "date",
                Shape::Date,
                "When it was measured. Without a day it does not count.",
                "2026-03-02",
            ),
            Field::new("on", Shape::Date, "The same as `date`.", "2026-03-02"),
            Field::new("unit", Shape::Percent, "Covered by unit tests.", "85"),
            Field::new("integration", Shape::Percent, "Covered by integration tests.", "62"),
        ])),
        "How much of it is tested, measurement by measurement.",
        "[{date: 2026-03-02, unit: 85, integration: 62}]",
    ),
];

const TOPICS: Field =
    Field::new("topics", Shape::List(&Shape::Text), "The topics or queues it is about.", "[orders.created]");

/// A contract.
pub const CONTRACT: &[Field] = &[
    Field::new("provider", Shape::Thing(Kind::Service), "The service that keeps it.", "orders").required(),
    Field::new("type", Shape::Words(words::<ContractType>), "How it is written down.", "openapi"),
    Field::new(
        "definition",
        Shape::File,
        "The file that defines it. Its content is what is agreed to.",
        "api/orders.yaml",
    ),
    Field::new("version", Shape::Text, "Its version.", "\"1.2\""),
    Field::new("status", Shape::Words(words::<ContractStatus>), "Where it stands.", "agreed"),
    TOPICS,
    Field::new(
        "consumers",
        Shape::List(&Shape::Either(
            &Shape::Map(&[
                Field::new("service", Shape::Thing(Kind::Service), "The service that uses it.", "web")
                    .required(),
                Field::new("acknowledged_by", Shape::Party, "Who agreed to it.", "ines"),
                Field::new("acknowledged_on", Shape::Date, "When.", "2026-03-02"),
                Field::new(
                    "hash",
                    Shape::Text,
                    "Of the definition as it was then; `milepost acknowledge` writes it.",
                    "sha256:9f86d0",
                ),
            ]),
            &Shape::Thing(Kind::Service),
        )),
        "The services that use it, with their agreement.",
        "[{service: web, acknowledged_by: ines, acknowledged_on: 2026-03-02}]",
    ),
];
