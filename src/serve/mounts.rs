//! Where the system tells nothing of changes, one has to look.

use std::path::Path;

/// File systems of other machines, or of the system around this one: their changes are not told here.
const SILENT: [&str; 13] = [
    "9p",
    "drvfs",
    "cifs",
    "smb3",
    "smbfs",
    "nfs",
    "nfs4",
    "fuse.sshfs",
    "fuse.vmhgfs-fuse",
    "vboxsf",
    "prl_fs",
    "fuse.grpcfuse",
    "fuse.osxfs",
];

/// The file system of a folder, if changes are not told on it. `mounts` is the text of `/proc/mounts`.
pub fn silent<'a>(mounts: &'a str, folder: &Path) -> Option<&'a str> {
    let mount = |line: &'a str| {
        let mut fields = line.split(' ');
        let (_, point, kind) = (fields.next()?, fields.next()?, fields.next()?);
        let point = point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
        folder.starts_with(&point).then_some((Path::new(&point).components().count(), kind))
    };
    // The last of those that cover the folder lies on top.
    let (_, kind) =
        mounts.lines().filter_map(mount).enumerate().max_by_key(|(at, (depth, _))| (*depth, *at))?.1;
    SILENT.contains(&kind).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_mount_counts() {
        let mounts = "overlay / overlay rw 0 0\nC:\\134 /mnt/c 9p rw 0 0\ntmpfs /mnt/c/fast tmpfs rw 0 0\n\
                      srv:/x /home/a\\040b nfs4 rw 0 0\n";
        let kind = |folder: &str| silent(mounts, Path::new(folder));
        assert_eq!(kind("/home/me"), None);
        assert_eq!(kind("/mnt/c/work"), Some("9p"));
        assert_eq!(kind("/mnt/c/fast/work"), None);
        assert_eq!(kind("/mnt/cc"), None);
        assert_eq!(kind("/home/a b/work"), Some("nfs4"));
        assert_eq!(silent("", Path::new("/")), None);
    }
}
