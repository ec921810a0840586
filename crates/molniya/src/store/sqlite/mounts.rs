//! Recognises network file systems, where SQLite's locks and syncs cannot be relied on.

use std::path::Path;

/// Kinds of file systems that live on another machine or behind a protocol without shared memory.
const NETWORK: &[&str] = &[
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb",
    "smb2",
    "smb3",
    "smbfs",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
];

/// The kind of network file system that holds a path, given the mount table in the format of
/// `/proc/self/mountinfo` (proc(5)); `None` if it is local or unknown.
///
/// The path must be absolute and without symbolic links.
pub(super) fn network_kind<'a>(mountinfo: &'a str, path: &Path) -> Option<&'a str> {
    let holding = mountinfo.lines().filter_map(mount).filter(|(point, _)| path.starts_with(point));
    // The deepest mount point holds the path; of several on one point the last covers the others.
    let (_, kind) = holding.max_by_key(|(point, _)| Path::new(point).components().count())?;
    NETWORK.contains(&kind).then_some(kind)
}

/// Mount point and file system of one line.
fn mount(line: &str) -> Option<(String, &str)> {
    let (before, after) = line.split_once(" - ")?;
    let point = before.split(' ').nth(4)?;
    Some((unescape(point), after.split(' ').next()?))
}

/// Resolves the octal escapes of space, tab, newline and backslash.
fn unescape(text: &str) -> String {
    [(r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", r"\")]
        .iter()
        .fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
22 1 0:20 / / rw,relatime shared:1 - overlay overlay rw,lowerdir=/a
23 22 0:21 / /proc rw - proc proc rw
24 22 8:1 / /data rw shared:2 master:1 - ext4 /dev/sda1 rw
25 24 0:40 / /data/share rw - nfs4 server:/export rw
26 22 0:41 / /mnt/with\\040space rw - fuse.sshfs ann@host:/ rw
27 22 0:42 / /tmp rw - tmpfs tmpfs rw
28 22 0:43 / /over rw - cifs //server/share rw
29 28 8:2 / /over rw - ext4 /dev/sdb1 rw
30 22 0:44 / /win rw - 9p drvfs rw
broken line";

    fn kind(path: &str) -> Option<&'static str> {
        network_kind(TABLE, Path::new(path))
    }

    #[test]
    fn local_disks_are_not_refused() {
        for path in ["/home/bot.db", "/data/bot.db", "/tmp/x/bot.db", "/data/shared/bot.db"] {
            assert_eq!(kind(path), None, "{path}");
        }
    }

    #[test]
    fn network_file_systems_are_named() {
        assert_eq!(kind("/data/share/bot.db"), Some("nfs4"));
        assert_eq!(kind("/mnt/with space/bot.db"), Some("fuse.sshfs"));
        assert_eq!(kind("/win/bot.db"), Some("9p"));
    }

    #[test]
    fn a_later_mount_covers_an_earlier_one() {
        assert_eq!(kind("/over/bot.db"), None);
    }

    #[test]
    fn an_unreadable_table_refuses_nothing() {
        assert_eq!(network_kind("", Path::new("/data/share/bot.db")), None);
    }
}
