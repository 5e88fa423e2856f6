//! Answers to requests.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

use super::{
    client::{OWN_FILES, name_of, with_script},
    origin::is_ours,
    preview::Preview,
    requests::{Wanted, file_of, media, wanted},
    stage::Stage,
    stream::listen,
};
use crate::world::ProjectPath;

/// Most of a text by which a line is looked for, in bytes.
const MOST_TEXT: usize = 2_000;

/// The whole of the preview as a service.
pub fn app(preview: Arc<Preview>) -> Router {
    Router::new().fallback(answer).with_state(preview)
}

async fn answer(State(preview): State<Arc<Preview>>, request: Request<Body>) -> Response {
    let (uri, headers) = (request.uri(), request.headers());
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !is_ours(host, preview.options.host) {
        return plain(StatusCode::FORBIDDEN, "this preview answers to its own address alone\n");
    }
    let mut response = match (request.method(), wanted(&preview.options.base, uri.path())) {
        (&Method::POST, Wanted::Own(name)) if name == "open" => open(&preview, uri, headers).await,
        (&Method::GET | &Method::HEAD, wanted) => get(preview, uri, headers, wanted).await,
        _ => plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD\n"),
    };
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    response
}

async fn get(preview: Arc<Preview>, uri: &Uri, headers: &HeaderMap, asked: Wanted) -> Response {
    let base = preview.options.base.as_str();
    match asked {
        Wanted::Own(name) if name == "events" => {
            let mut asked = query(uri);
            let day = asked.remove("day").and_then(|day| day.parse().ok());
            let (page, hash) =
                (asked.remove("page").unwrap_or_default(), asked.remove("hash").unwrap_or_default());
            listen(preview, page, day, hash).unwrap_or_else(|| {
                plain(StatusCode::SERVICE_UNAVAILABLE, "too many windows listen already\n")
            })
        }
        Wanted::Own(name) => match OWN_FILES.iter().find(|file| file.name == name) {
            Some(file) => file_response(file.text.as_bytes().to_vec(), file.name, headers, StatusCode::OK),
            None => plain(StatusCode::NOT_FOUND, "the preview has no such file\n"),
        },
        Wanted::Base => redirect(base, uri),
        Wanted::Elsewhere => plain(
            StatusCode::NOT_FOUND,
            &format!("the site is at {base}, as it will be when it is published\n"),
        ),
        Wanted::File { day, path } => {
            let Some(stage) = preview.stage(day).await else {
                return plain(StatusCode::INTERNAL_SERVER_ERROR, "the site of that day could not be made\n");
            };
            site_file(&preview, &stage, headers, uri, day, &path).await
        }
    }
}

async fn site_file(
    preview: &Preview,
    stage: &Stage,
    headers: &HeaderMap,
    uri: &Uri,
    day: Option<chrono::NaiveDate>,
    path: &str,
) -> Response {
    let file = file_of(path);
    if let Some(bytes) = stage.file(&file).await {
        let bytes = match file.ends_with(".html") {
            true => with_script(&bytes, preview, &file, day),
            false => bytes,
        };
        return file_response(bytes, &file, headers, StatusCode::OK);
    }
    // The address of a folder without its slash.
    if !path.is_empty() && !path.ends_with('/') && stage.file(&format!("{path}/index.html")).await.is_some() {
        return redirect(&format!("{}/", uri.path()), uri);
    }
    match stage.file("404.html").await {
        Some(page) => {
            let page = with_script(&page, preview, &file, day);
            file_response(page, "404.html", headers, StatusCode::NOT_FOUND)
        }
        None => plain(StatusCode::NOT_FOUND, "there is no such page\n"),
    }
}

fn file_response(bytes: Vec<u8>, name: &str, headers: &HeaderMap, status: StatusCode) -> Response {
    let tag = format!("\"{}\"", name_of(&bytes));
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    if known && status == StatusCode::OK {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    (status, [(header::CONTENT_TYPE, media(name).to_owned()), (header::ETAG, tag)], bytes).into_response()
}

/// Open the place of a text in the editor. Only a page of ours knows the token.
async fn open(preview: &Preview, uri: &Uri, headers: &HeaderMap) -> Response {
    let mut asked = query(uri);
    let token = headers.get("x-milepost-token").and_then(|token| token.to_str().ok());
    if token != Some(preview.token.as_str()) {
        return plain(StatusCode::FORBIDDEN, "only a page of this preview may open an editor\n");
    }
    let named = asked.remove("file").and_then(|file| {
        let line = asked.get("line").and_then(|line| line.parse().ok()).unwrap_or(1);
        Some((ProjectPath::new(&file).ok()?.as_str().to_owned(), line))
    });
    let spot = match named {
        Some(spot) => Some(spot),
        None => {
            let day = asked.get("day").and_then(|day| day.parse().ok());
            let mut text = asked.remove("text").unwrap_or_default();
            text.truncate(text.floor_char_boundary(MOST_TEXT));
            let page = asked.remove("page").unwrap_or_default();
            let stage = preview.kept(day);
            stage.source(&page, &text).await.map(|spot| (spot.file, spot.line))
        }
    };
    let Some((file, line)) = spot else {
        return plain(StatusCode::NOT_FOUND, "no file of the content says this\n");
    };
    let place = preview.files.root().join(Path::new(&file));
    if !preview.files.is_of_interest(&place) || !place.is_file() {
        return plain(StatusCode::NOT_FOUND, "there is no such file\n");
    }
    let said = match &preview.options.editor {
        None => Ok(None),
        Some(editor) => editor.open(&place, line),
    };
    match said {
        Ok(address) => {
            let opened = preview.options.editor.is_some();
            let json = serde_json::json!({"file": file, "line": line, "address": address, "opened": opened});
            ([(header::CONTENT_TYPE, "application/json")], json.to_string()).into_response()
        }
        Err(error) => {
            plain(StatusCode::INTERNAL_SERVER_ERROR, &format!("the editor does not start: {error}\n"))
        }
    }
}

fn query(uri: &Uri) -> BTreeMap<String, String> {
    let query = uri.query().unwrap_or_default();
    form_urlencoded::parse(query.as_bytes())
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect()
}

fn redirect(to: &str, uri: &Uri) -> Response {
    let to = uri.query().map_or_else(|| to.to_owned(), |query| format!("{to}?{query}"));
    // An address with two slashes in front would be that of another host.
    let to = format!("/{}", to.trim_start_matches('/'));
    (StatusCode::FOUND, [(header::LOCATION, to)]).into_response()
}

fn plain(status: StatusCode, text: &str) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text.to_owned()).into_response()
}
