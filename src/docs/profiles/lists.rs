//! One profile as a list.

use super::words::{code, consequence, kinds, lookup};
use crate::finding::Severity;
use crate::profile::keys::KeyKind;
use crate::profile::pages::PageKind;
use crate::profile::{BlockRequired, Booleans, Profile, TermText};

/// What the profile's data say, one item for each topic; a topic of which nothing is known has none.
pub fn list(profile: &Profile) -> String {
    let topics: [(&str, Vec<String>); 9] = [
        ("Front matter", block(profile)),
        ("Keys", keys(profile)),
        ("True and false", booleans(profile)),
        ("Dates", dates(profile)),
        ("Taxonomies", terms(profile)),
        ("Images", images(profile)),
        ("Templates", layouts(profile)),
        (
            "Pages with one address",
            consequence(profile, profile.same_address).filter(|_| profile.is_known()).into_iter().collect(),
        ),
        ("Other severities", severities(profile)),
    ];
    let known = topics.into_iter().filter(|(_, facts)| !facts.is_empty());
    known.map(|(topic, facts)| format!("- **{topic}**: {}.\n", sentences(&facts))).collect()
}

fn block(profile: &Profile) -> Vec<String> {
    let required = match profile.blocks.required {
        BlockRequired::Never => "a page needs none".to_owned(),
        BlockRequired::Always => "every page needs one".to_owned(),
        BlockRequired::On(on) => format!("only {} need it", kinds(on)),
    };
    let broken =
        consequence(profile, profile.blocks.broken).map(|does| format!("Over one that it cannot read, {does}"));
    std::iter::once(required).chain(broken).collect()
}

fn keys(profile: &Profile) -> Vec<String> {
    let case = if profile.keys_ignore_case { "; letter case does not matter" } else { "" };
    let mut facts = vec![format!("{} are known{case}", profile.keys.len())];
    facts.extend(keys_by_kind(profile));
    for required in profile.required {
        let on = if required.on.is_empty() { String::new() } else { format!(" on {}", kinds(required.on)) };
        facts.push(format!("`{}` is required{on}", required.key));
    }
    for key in profile.ineffective {
        let value = key.value.map_or(String::new(), |value| format!(": {value}"));
        facts.push(format!("`{}{value}` does nothing: {}", key.key, key.why));
    }
    // `cascade.*._target` is `cascade._target` in a list.
    for key in profile.deprecated.iter().filter(|key| !key.path.contains('*')) {
        facts.push(format!("`{}` is old: {}", key.path, key.why));
    }
    for pair in profile.contradictions {
        facts.push(format!("{} must not both be true", pair.keys.map(|key| format!("`{key}`")).join(" and ")));
    }
    facts
}

/// The keys that count on some kinds of pages only, together where the kinds are the same.
fn keys_by_kind(profile: &Profile) -> Vec<String> {
    let mut groups: Vec<(&[PageKind], Vec<&str>)> = Vec::new();
    for (key, on) in profile.keys_only_on {
        match groups.iter_mut().find(|(kinds, _)| kinds == on) {
            Some((_, keys)) => keys.push(key),
            None => groups.push((on, vec![key])),
        }
    }
    groups.iter().map(|(on, keys)| format!("Only on {}: {}", kinds(on), code(keys))).collect()
}

fn booleans(profile: &Profile) -> Vec<String> {
    let strict = profile.keys.iter().find(|key| key.kind == KeyKind::BooleanOnly);
    if let Some(does) = strict.and_then(|key| consequence(profile, key.wrong)) {
        return vec![format!("`true` or `false`, without quotes; over anything else {does}")];
    }
    let text = match profile.booleans {
        Booleans::GoCast => {
            "`true`, `\"true\"`, `t`, `1` and all numbers but 0 are true; everything else is false, `yes` and `on` as well"
        }
        Booleans::Strict => "only `false`, without quotes, and nothing at all are false; any other value is true",
        Booleans::JsCast => {
            "nothing between quotes, `\"false\"`, 0 and `\"0\"` are false; any other text is true, `no` as well"
        }
        Booleans::Joi => "`true` or `false`, with or without quotes; everything else is refused",
        Booleans::Unknown => return Vec::new(),
    };
    vec![text.to_owned()]
}

/// Which keys hold them is in a table of the page.
fn dates(profile: &Profile) -> Vec<String> {
    let dates = &profile.dates;
    let only_on = (!dates.only_on.is_empty()).then(|| format!("read only on {}", kinds(dates.only_on)));
    let unreadable = consequence(profile, dates.unreadable).map(|does| format!("over one that it cannot read, {does}"));
    only_on.into_iter().chain(unreadable).collect()
}

fn terms(profile: &Profile) -> Vec<String> {
    let terms = &profile.terms;
    let mut facts = Vec::new();
    if !terms.taxonomies.is_empty() {
        facts.push(format!("{} without any configuration", code(terms.taxonomies)));
    }
    if let Some(container) = &terms.container {
        facts.push(format!("all of them stand in the map `{}`", container.key));
    }
    if !terms.only_on.is_empty() {
        facts.push(format!("Read only on {}", kinds(terms.only_on)));
    }
    let text = match terms.text {
        TermText::OneTerm => Some("a text in place of a list is one term, with its commas and blanks"),
        TermText::SplitAtBlanks => Some("a text in place of a list is split at blanks, and commas stick to the terms"),
        TermText::SplitAtCommas => Some("a text in place of a list is split at commas, and blanks stick to the terms"),
        TermText::Refused => Some("a text in place of a list is refused"),
        TermText::Unknown => None,
    };
    facts.extend(text.map(str::to_owned));
    if !terms.paths.is_empty() {
        facts.push(format!("The list of {} is a path, each item below the one before", code(terms.paths)));
    }
    for key in terms.singular {
        let beside = match (key.replaces, key.yields) {
            (_, true) => "where that is not set",
            (true, false) => "and wins over it",
            (false, false) => "and both count",
        };
        facts.push(format!("`{}` stands for `{}`, {beside}", key.key, key.taxonomy));
    }
    facts
}

fn images(profile: &Profile) -> Vec<String> {
    let images = &profile.images;
    let mut facts = Vec::new();
    let keys: Vec<&str> = images.keys.iter().chain(images.patterns).copied().collect();
    if !keys.is_empty() {
        facts.push(format!("named under {}", code(&keys)));
    }
    for theme in profile.themes {
        facts.push(format!("With the theme {}, under {}", code(&theme.names[..1]), code(theme.image_keys)));
    }
    if !images.lookups.is_empty() {
        let places: Vec<&str> = images.lookups.iter().map(|place| lookup(*place)).collect();
        facts.push(format!("looked for {}", places.join(", ")));
    }
    facts
}

fn layouts(profile: &Profile) -> Vec<String> {
    let layouts = &profile.layouts;
    if layouts.keys.is_empty() {
        return Vec::new();
    }
    let verb = if layouts.keys.len() == 1 { "names" } else { "name" };
    vec![format!("{} {verb} a file in {}", code(layouts.keys), code(layouts.dirs))]
}

fn severities(profile: &Profile) -> Vec<String> {
    let with = |severity: Severity| {
        let rules = profile.severities.iter().filter(|(_, own)| *own == severity);
        rules.map(|(rule, _)| *rule).collect::<Vec<_>>()
    };
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    let each = severities.map(|severity| (severity, with(severity))).into_iter().filter(|(_, rules)| !rules.is_empty());
    let each: Vec<String> = each.map(|(severity, rules)| format!("{}: {}", severity.name(), code(&rules))).collect();
    if each.is_empty() { Vec::new() } else { vec![each.join("; ")] }
}

/// Facts as sentences: the first goes on after the topic, the others begin anew.
fn sentences(facts: &[String]) -> String {
    let begin = |fact: &String| match fact.chars().next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(fact.chars().skip(1)).collect(),
        _ => fact.clone(),
    };
    let rest = facts.iter().skip(1).map(begin);
    facts.iter().take(1).cloned().chain(rest).collect::<Vec<String>>().join(". ")
}
