# Whatever went wrong, the group hears of it, once; and the agent answers when the group then takes the instance away.
abandon_on_failure() {
  local code=$?
  trap - EXIT
  ((code == 0)) || {
    say "gives up with exit code $code" >&2
    systemctl --no-block start clothesline-agent.service || true
    # An instance that does not know its own id can only wait for the hook to give up on it.
    [[ -z $INSTANCE_ID ]] || report_failed || true
  }
  exit "$code"
}

# As user data, at the instance's first boot.
prepare() {
  trap abandon_on_failure EXIT
  trap 'exit 143' TERM
  install -D -m 0700 "$0" "$LIB/boot.sh"
  write_units
  know_instance
  within 300 add_packages || fail 11 "packages could not be installed: amazon-efs-utils ${PACKAGES[*]}"
  systemctl enable clothesline-boot.service
  trap - EXIT
  systemctl start clothesline-boot.service
}

# At every boot: after a stay in a warm pool, or a reboot, nothing is prepared anew but everything is brought up.
boot() {
  local end version=''
  trap abandon_on_failure EXIT
  trap 'exit 143' TERM
  end=$(($(now) + BOOT_SECONDS))
  mkdir -p "$RUN"
  know_instance
  mount_share "$end"
  write_environment "$end" || fail 13 "the settings are not complete"
  until_time "$end" current_version >/dev/null || fail 14 "the share has no current release after $BOOT_SECONDS s"
  version=$(current_version)
  say "release $version is started"
  serve "$end" "$version" ||
    fail 15 "release $version did not answer 200 on port $PORT at $HEALTH_PATH; see journalctl -u 'clothesline-release@*'"
  report_ready
  systemctl --no-block start clothesline-agent.service
  say "release $version serves"
}

agent() {
  know_instance
  until is_leaving; do
    follow_current
    sleep "$POLL_SECONDS"
  done
  # The load balancer is told in the same moment; all its nodes know it a little later.
  say "the instance leaves: the release drains within $DRAIN_SECONDS s"
  sleep "$SETTLE_SECONDS"
  systemctl stop 'clothesline-release@*.service' || true
  report_drained
}

case ${1-} in
  boot) boot ;;
  agent) agent ;;
  *) prepare ;;
esac
