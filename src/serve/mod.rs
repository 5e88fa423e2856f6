//! The preview: the site of a project as it is being edited, served from memory.
//!
//! ```text
//! watch -> Files (what was read, as long as it holds) -> Stage (a prepared site) -> http -> browser
//!                                                          ^ swapped when it is ready, never before
//! ```
//!
//! Every file that is served is the one that a build would write, but for one script in each page, which makes the page follow
//! the edits. Writes nothing. Must not know what pages say.

mod client;
mod editor;
mod files;
mod http;
mod listener;
mod mounts;
mod origin;
mod preview;
mod problems;
mod requests;
mod source;
mod stage;
mod stream;
mod watch;

pub use editor::Editor;
pub use files::Files;
pub use preview::{Base, BaseError, Edit, Options, Preview};
pub use stage::{Commit, Facts, Stage};
pub use watch::Watching;

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use tokio::{net::TcpListener, runtime};

/// How many ports after the wished one are tried.
const PORTS: u16 = 50;

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// No port is free.
    #[error("cannot listen on {host} port {port}: {reason}; name another with `--port`")]
    Port {
        /// Where.
        host: IpAddr,
        /// The port that was wished for.
        port: u16,
        /// What the system says.
        reason: io::Error,
    },
    /// Something else that the system refuses.
    #[error("cannot serve: {0}")]
    Io(#[from] io::Error),
}

/// A socket that is open already, so that its port is known before anything is served.
pub struct Open {
    runtime: runtime::Runtime,
    listener: TcpListener,
    /// Where it listens.
    pub address: SocketAddr,
}

/// Listen on a port, or on the next one that is free where none was wished for by name.
///
/// # Errors
/// When there is none.
pub fn open(host: IpAddr, port: u16, by_name: bool) -> Result<Open, ServeError> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let last = if by_name || port == 0 { port } else { port.saturating_add(PORTS) };
    let listener = runtime.block_on(async {
        let mut refused = None;
        for port in port..=last {
            match TcpListener::bind((host, port)).await {
                Ok(listener) => return Ok(listener),
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => refused = Some(error),
                Err(error) => return Err(error),
            }
        }
        Err(refused.unwrap_or_else(|| io::ErrorKind::AddrInUse.into()))
    });
    let listener = listener.map_err(|reason| ServeError::Port { host, port, reason })?;
    let address = listener.local_addr()?;
    Ok(Open { runtime, listener, address })
}

impl Open {
    /// Serve until the process ends.
    ///
    /// # Errors
    /// When the system refuses to go on.
    pub fn serve(self, preview: Arc<Preview>) -> Result<(), ServeError> {
        let app = http::app(preview);
        let listener = listener::Bounded::new(self.listener);
        self.runtime.block_on(async { axum::serve(listener, app).await })?;
        Ok(())
    }
}
