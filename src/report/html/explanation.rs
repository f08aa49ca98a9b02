//! Turns the explanation of a check, which is Markdown, into HTML for the page. Its headings
//! become those of the fourth level, since the page has three above them.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd, html};

/// The explanation as HTML.
pub(super) fn html(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len() * 5 / 4);
    html::push_html(&mut text, Parser::new(markdown).map(lowered));
    text
}

fn lowered(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Heading {
            id, classes, attrs, ..
        }) => Event::Start(Tag::Heading {
            level: HeadingLevel::H4,
            id,
            classes,
            attrs,
        }),
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(HeadingLevel::H4)),
        // Tags in an example are its text, not those of the page.
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        event => event,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lowers_headings_and_keeps_the_rest() {
        for (markdown, expected) in [
            (
                "## Why\n\nA *slip*.",
                "<h4>Why</h4>\n<p>A <em>slip</em>.</p>\n",
            ),
            ("- sv: å & ä", "<ul>\n<li>sv: å &amp; ä</li>\n</ul>\n"),
            (
                "- sv: Tryck </b>Retur<b>",
                "<ul>\n<li>sv: Tryck &lt;/b&gt;Retur&lt;b&gt;</li>\n</ul>\n",
            ),
            ("`a < b`", "<p><code>a &lt; b</code></p>\n"),
        ] {
            assert_eq!(html(markdown), expected);
        }
    }
}
