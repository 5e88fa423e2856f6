//! The schedule engine from outside: a network in, dates and reasons out.

mod constraints;
mod floats;
mod leveling;
mod naive;
mod network;
mod progress;
mod risk;
mod textbook;
