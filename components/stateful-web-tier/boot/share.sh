# A share that hangs must not hang whoever looks at it: NFS waits for ever, and lets go at SIGKILL alone.
look() { timeout -s KILL "$LOOK_BOUND" "$@"; }

# Amazon Linux keeps its packages in S3, reached over 443; the Amazon Linux image has systemd, curl and the AWS CLI.
add_packages() { timeout "$INSTALL_BOUND" dnf install -y -q amazon-efs-utils "${PACKAGES[@]}"; }

# Access points are reached through the mount helper alone, with TLS; `iam` signs in as the instance's role. The helper
# hands acdir* on to NFS (aws/efs-utils#34), whose own 30 to 60 s would hide a new `current` for as long (nfs(5)).
share_is_mounted() {
  look mountpoint -q "$SHARE" || {
    mkdir -p "$SHARE"
    timeout "$MOUNT_BOUND" mount -t efs -o "tls,iam,accesspoint=$ACCESS_POINT_ID,ro,nosuid,nodev,acdirmin=1,acdirmax=5" \
      "$FILE_SYSTEM_ID" "$SHARE"
  }
}

# An instance can boot before the share's mount target and its name in DNS exist.
mount_share() {
  until_time "$1" share_is_mounted || fail 12 "the share $FILE_SYSTEM_ID could not be mounted in $BOOT_SECONDS s"
}

# The version that `current` names, once it is whole.
current_version() {
  local link
  link=$(look readlink "$SHARE/current") || return
  [[ $link =~ ^releases/([A-Za-z0-9][A-Za-z0-9._-]{0,63})$ ]] && look test -x "$SHARE/$link/start" || return
  echo "${BASH_REMATCH[1]}"
}
