//! Words that are keys of their own.

/// Keys that themes and tools of all generators read, in lower case. None of them is a slip for a neighbour.
#[rustfmt::skip]
pub const COMMON: &[&str] = &[
    "abstract", "alias", "alt", "archive", "archives", "audio", "author", "authors", "avatar", "badge", "banner",
    "canonical", "caption", "category", "citation", "color", "colour", "comment", "comments", "content", "contents",
    "context", "copyright", "cover", "created", "creator", "data", "dates", "details", "difficulty", "disqus", "download",
    "duration", "edition", "editor", "email", "emoji", "event", "events", "excerpt", "expires", "expiry", "featured",
    "feature_image", "featureimage", "features", "feed", "footer", "gallery", "group", "header", "heading", "height",
    "hero", "hidden", "icon", "image", "images", "intro", "issue", "katex", "label", "labels", "language", "languages",
    "lead", "level", "licence", "license", "link", "links", "listed", "locale", "location", "logo", "mathjax", "math",
    "mermaid", "meta", "modified", "music", "name", "next", "notes", "order", "outline", "parent", "payout", "people",
    "photo", "photos", "pinned", "position", "poster", "preview", "previous", "price", "private", "project", "projects",
    "public", "publisher", "rating", "reading", "redirect", "references", "related", "rights", "role", "script", "scripts",
    "section", "series", "share", "short", "show", "side", "sidebar", "site", "size", "source", "speaker", "speakers",
    "sponsor", "sponsors", "stage", "stars", "state", "status", "sticky", "style", "styles", "subject", "subtitle", "summary",
    "tab", "tabs", "tag", "tagline", "tags", "task", "team", "template", "text", "theme", "thumbnail", "tile", "tiles",
    "time", "toc", "topic", "topics", "translator", "unlisted", "update", "updated", "updates", "user", "users", "venue",
    "version", "video", "videos", "visible", "website", "width", "words", "year",
];
