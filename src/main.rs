//! The binary: hands over to `cli` and ends with its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    milepost::cli::run(std::env::args_os())
}
