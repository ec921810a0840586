//! Links and addresses in a text: what has a dot in it and looks like the name of a host, and links into Telegram.

use super::{Found, is_name, is_word, run_back, run_on};

/// What does not belong to a link at its end.
const LOOSE_ENDS: [char; 9] = ['.', ':', ';', ',', '(', '\'', '?', '!', '`'];
/// The longest name of a host in a link into Telegram.
const MAX_HOST: usize = 253;
/// Names of countries, with which the name of a host may end without a scheme before it.
const COUNTRIES: &str = "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz \
    ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd \
    ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km \
    kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc \
    ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk \
    sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu \
    wf ws ye yt za zm zw";
/// Other names that it may end with. There are more than a thousand; these are the common ones.
const OTHERS: &str = "com org net edu gov int mil arpa aero asia biz cat coop info jobs mobi museum name post pro tel travel xxx \
    academy agency ai app art audio bank bar beer best bet bike bio blog boutique build business buzz cafe camera camp capital \
    car cards care career cash casino center chat church city claims cleaning click clinic clothing cloud club coach codes \
    coffee community company computer consulting contact cool country coupons credit dance date deals delivery dental design \
    dev digital direct directory discount doctor dog domains download earth education email energy engineer engineering \
    enterprises equipment estate events exchange expert express family fans farm fashion film finance fish fit fitness flights \
    football forum foundation fun fund fyi gallery game games garden gift gifts global gmbh gold golf google graphics group \
    guide guru health help holdings holiday homes hospital host hosting hotel house how inc industries ink institute insure \
    international investments jewelry kitchen land law lawyer legal life limited link live llc loan loans lol london love ltd \
    management map market marketing media menu mobi moda moe money moscow movie music network new news ninja nyc observer one \
    online ooo page paris parts party pet phone photo photography photos pics pictures pizza place plumbing plus porn press \
    productions properties pub quest radio recipes red rent rentals repair report rest restaurant review reviews rip rocks run \
    sale school science security services sex shop shopping show site ski social software solar solutions space sport store \
    stream studio style supplies supply support systems tax taxi team tech technology theater tickets tips tires today tools \
    top tours town toys trade training tube university vacations ventures vet video villas vip vision vote watch webcam website \
    wedding wiki win wine work works world wtf xyz yandex yoga you youtube zip zone рф рус онлайн сайт москва дети орг бел укр";

pub(super) fn all(text: &str) -> Vec<Found> {
    let mut found = of_telegram(text);
    let mut floor = 0;
    while let Some(dot) =
        text[floor..].find('.').map(|at| floor + at).filter(|dot| dot + 1 < text.len())
    {
        if text[dot + 1..].starts_with(' ') {
            floor = dot + 2;
            continue;
        }
        let end = match around(text, floor, dot) {
            Ok(range) => {
                let begin = range.start;
                let end = run_on(text, range.end, |c| c == '.');
                found.extend(judged(&text[range]).map(|(kind, within)| Found {
                    kind,
                    range: begin + within.start..begin + within.end,
                }));
                end
            }
            // The rest of the name may still be the beginning of another.
            Err(end) => text[..end].rfind('.').map_or(end, |last| last + 1),
        };
        floor = end.max(dot + 1);
    }
    found
}

/// `tg://` and `ton://` links.
fn of_telegram(text: &str) -> Vec<Found> {
    let link = |colon: usize| {
        let scheme = ["tg", "ton"].into_iter().find(|scheme| {
            let begin = colon.checked_sub(scheme.len());
            begin
                .and_then(|begin| text.get(begin..colon))
                .is_some_and(|it| it.eq_ignore_ascii_case(scheme))
        })?;
        let host = colon + "://".len();
        let host_end = run_on(text, host, |c| is_name(c) || c == '-').min(host + MAX_HOST);
        let end = with_path(text, host_end);
        (host_end > host).then_some(Found { kind: "url", range: colon - scheme.len()..end })
    };
    text.match_indices("://").filter_map(|(colon, _)| link(colon)).collect()
}

/// The link around a dot, looking back no further than `floor`; or where what is none ends.
fn around(text: &str, floor: usize, dot: usize) -> Result<std::ops::Range<usize>, usize> {
    let mut begin = run_back(text, floor, dot, is_host);
    let host_end = run_on(text, dot, |c| c == '@' || is_host(c));
    let has_at = text[dot..host_end].contains('@');
    if has_at {
        begin = run_back(text, floor, begin, is_user);
    }
    let mut end = with_path(text, with_port(text, host_end));
    while end > dot + 1 && text[..end].ends_with('.') {
        end -= 1;
    }
    if text[floor..begin].ends_with('@') {
        let user = run_back(text, floor, begin - 1, is_user);
        if has_at || user == begin - 1 {
            return Err(end);
        }
        begin = user;
    }
    let before = &text[floor..begin];
    begin = match before.strip_suffix("://").filter(|scheme| scheme.len() >= 3) {
        Some(before) => {
            let scheme_end = floor + before.len();
            let scheme = &text[run_back(text, floor, scheme_end, is_scheme)..scheme_end];
            scheme_end - known_scheme(&scheme.to_lowercase()).ok_or(end)?
        }
        None if before.ends_with(|c| is_word(c) || matches!(c, '/' | '#' | '@')) => {
            return Err(end);
        }
        None => begin,
    };
    if end > dot + 1 { Ok(begin..end) } else { Err(end) }
}

/// The length of the scheme with which this ends, if links may have it.
fn known_scheme(text: &str) -> Option<usize> {
    let known = ["https", "http", "ftp"].into_iter().find(|known| text.ends_with(known));
    known.filter(|_| !["shttp", "tftp", "sftp"].contains(&text)).map(str::len)
}

/// What a candidate is, and which part of it.
fn judged(candidate: &str) -> Option<(&'static str, std::ops::Range<usize>)> {
    let mail = candidate.strip_prefix("mailto:").unwrap_or(candidate);
    match is_email(mail) {
        true => Some(("email", candidate.len() - mail.len()..candidate.len())),
        false => Some(("url", 0..link_len(candidate)?)),
    }
}

fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.split_once('@') else {
        return false;
    };
    let is_part = |c: char| is_name(c) || c == '-';
    let parts: Vec<&str> = user.split(['.', '+']).collect();
    let (Some((last, first)), Some((hosts, end))) = (parts.split_last(), host.rsplit_once('.'))
    else {
        return false;
    };
    let named = parts.len() < 12
        && (1..36).contains(&last.len())
        && first.iter().all(|part| part.len() < 27)
        && parts.iter().all(|part| part.chars().all(is_part));
    let is_host = |part: &str| {
        (1..31).contains(&part.len())
            && part.chars().all(is_part)
            && part.starts_with(|c: char| c.is_ascii_alphanumeric())
            && part.ends_with(|c: char| c.is_ascii_alphanumeric())
    };
    named
        && (2..9).contains(&end.len())
        && end.bytes().all(|byte| byte.is_ascii_alphabetic())
        && hosts.split('.').count() <= 6
        && hosts.split('.').all(is_host)
}

/// How long the link is with which this begins, if it is one.
fn link_len(text: &str) -> Option<usize> {
    let lower = text.get(..8.min(text.len())).unwrap_or_default().to_ascii_lowercase();
    let schemes = ["http://", "https://", "ftp://"];
    let scheme = schemes.iter().find(|scheme| lower.starts_with(*scheme)).map_or(0, |it| it.len());
    let host_end = text[scheme..].find(['/', '?', '#']).map_or(text.len(), |at| scheme + at);
    let host = text[scheme..host_end].rsplit('@').next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    is_known_host(host, scheme > 0).then(|| host_end + balanced(&text[host_end..]))
}

/// Whether there can be such a host: an address, or a name with a known end.
fn is_known_host(host: &str, has_scheme: bool) -> bool {
    let parts: Vec<&str> = host.split('.').collect();
    if parts.iter().any(|part| part.is_empty() || part.len() >= 64 || part.ends_with('-')) {
        return false;
    }
    let is_byte = |part: &&str| part.parse::<u8>().is_ok_and(|byte| byte.to_string() == **part);
    if parts.len() == 4 && parts.iter().all(is_byte) {
        return true;
    }
    let [.., before, end] = parts.as_slice() else {
        return false;
    };
    let only_digits = host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if only_digits || end.chars().count() < 2 || before.contains('_') {
        return false;
    }
    match end.strip_prefix("xn--") {
        Some(coded) => coded.len() > 1 && coded.bytes().all(|byte| byte.is_ascii_alphanumeric()),
        None => !end.contains(['_', '-']) && (has_scheme || is_known_end(end)),
    }
}

fn is_known_end(end: &str) -> bool {
    let lower = end.to_lowercase();
    // Capitals further on are no name of this kind, but something of a program.
    let is_mixed = lower != end && lower.chars().next() == end.chars().next();
    let mut known = COUNTRIES.split_ascii_whitespace().chain(OTHERS.split_ascii_whitespace());
    !is_mixed && known.any(|known| known == lower)
}

/// How much of a path belongs to the link: no bracket that it does not open, no loose end.
fn balanced(path: &str) -> usize {
    let mut open = [0_i32; 3];
    let closed = path.find(|c: char| {
        let Some(at) = "([{)]}".find(c) else {
            return false;
        };
        open[at % 3] += if at < 3 { 1 } else { -1 };
        open[at % 3] < 0
    });
    path[..closed.unwrap_or(path.len())].trim_end_matches(LOOSE_ENDS).len()
}

/// The end of a link with the port that stands at `end`.
fn with_port(text: &str, end: usize) -> usize {
    if !text[end..].starts_with(':') {
        return end;
    }
    let port_end = run_on(text, end + 1, |c| c.is_ascii_digit());
    let port = text[end + 1..port_end].trim_start_matches('0');
    if port.parse::<u16>().is_ok() { port_end } else { end }
}

/// The end of a link with the path that stands at `end`.
fn with_path(text: &str, end: usize) -> usize {
    if !text[end..].starts_with(['/', '?', '#']) {
        return end;
    }
    let path_end = run_on(text, end + 1, is_path);
    let path = text[end + 1..path_end].trim_end_matches(LOOSE_ENDS);
    match path.is_empty() && !text[end..].starts_with('/') {
        true => end,
        false => end + 1 + path.len(),
    }
}

/// A character that may stand in a link in any language.
fn is_international(c: char) -> bool {
    match c {
        '\u{2000}'..='\u{206f}' => matches!(c, '\u{200c}' | '\u{200d}' | '\u{2010}'..='\u{2015}'),
        _ => !c.is_whitespace(),
    }
}

fn is_path(c: char) -> bool {
    !matches!(c, '\n' | '<' | '>' | '"' | '\u{ab}' | '\u{bb}') && is_international(c)
}

fn is_host(c: char) -> bool {
    match c {
        '.' | '-' | '~' => true,
        _ if c < '\u{c0}' => is_name(c),
        _ => is_international(c),
    }
}

/// A character of what may stand before an `@`.
fn is_user(c: char) -> bool {
    !matches!(c, '/' | '[' | ']' | '{' | '}' | '(' | ')' | '\'' | '`' | '@') && is_path(c)
}

fn is_scheme(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_alphanumeric() || matches!(c, '+' | '-'),
        false => !c.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, &str)> {
        all(text).into_iter().map(|found| (found.kind, &text[found.range])).collect()
    }

    #[test]
    fn hosts_have_a_known_end_unless_there_is_a_scheme() {
        assert_eq!(
            found("e.org, sub.e.com! main.rs node.js http://node.js x.y"),
            [("url", "e.org"), ("url", "sub.e.com"), ("url", "main.rs"), ("url", "http://node.js")]
        );
        assert_eq!(
            found("a.toString b.iT in.It a..b 1.5 127.0.0.1 1.2.3.400"),
            [("url", "in.It"), ("url", "127.0.0.1")]
        );
        assert_eq!(
            found("sftp://e.org ahttps://e.org _e.org -e.org"),
            [("url", "https://e.org"), ("url", "-e.org")]
        );
    }

    #[test]
    fn ports_and_paths_belong_to_links() {
        assert_eq!(found("http://e.org:8080/a?b=c#d."), [("url", "http://e.org:8080/a?b=c#d")]);
        assert_eq!(
            found("(see e.org/a_(b)) e.org:99999"),
            [("url", "e.org/a_(b)"), ("url", "e.org")]
        );
        assert_eq!(
            found("e.org/path, e.org/? e.org?"),
            [("url", "e.org/path"), ("url", "e.org/"), ("url", "e.org"),]
        );
        assert_eq!(
            found("tg://resolve?domain=a ton://x"),
            [("url", "tg://resolve?domain=a"), ("url", "ton://x"),]
        );
    }

    #[test]
    fn addresses_of_people_are_no_links() {
        assert_eq!(
            found("ann.b@mail.e.org mailto:bob@e.com"),
            [("email", "ann.b@mail.e.org"), ("email", "bob@e.com"),]
        );
        assert_eq!(found("http://user@e.org/x"), [("url", "http://user@e.org/x")]);
    }

    #[test]
    fn links_are_written_in_any_language() {
        assert_eq!(
            found("сайт.рф и https://пример.испытание/путь"),
            [("url", "сайт.рф"), ("url", "https://пример.испытание/путь"),]
        );
    }
}
