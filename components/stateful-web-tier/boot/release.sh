write_units() {
  # KillMode: mounting leaves behind the process that speaks TLS for the share, and it must outlive the boot.
  cat >"$UNITS/clothesline-boot.service" <<UNIT
[Unit]
Description=Brings the release on the share into service, at every boot
Wants=network-online.target
After=network-online.target
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=$LIB/boot.sh boot
TimeoutStartSec=$((BOOT_SECONDS + 300))
KillMode=process
StandardOutput=journal+console
StandardError=journal+console
[Install]
WantedBy=multi-user.target
UNIT
  cat >"$UNITS/clothesline-agent.service" <<UNIT
[Unit]
Description=Follows the share's current release, and takes the instance out of service
[Service]
ExecStart=$LIB/boot.sh agent
Restart=on-failure
RestartSec=5
UNIT
  # The port outlives every release: systemd listens, and hands the same socket to each (systemd.service(5), Sockets=),
  # so that while one makes place for another connections wait and none is refused. What comes in before a release
  # listens would start the socket's own service, so that one does nothing.
  cat >"$UNITS/clothesline-port@.socket" <<UNIT
[Socket]
ListenStream=%i
UNIT
  cat >"$UNITS/clothesline-port@.service" <<UNIT
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/true
UNIT
  local name port
  for name in a b trial; do
    [[ $name == trial ]] && port=$TRIAL_PORT || port=$PORT
    mkdir -p "$UNITS/clothesline-release@$name.service.d"
    printf '[Service]\nSockets=clothesline-port@%s.socket\n' "$port" >"$UNITS/clothesline-release@$name.service.d/port.conf"
  done
  # NonBlocking: or two processes that wait on one socket block where the other was faster. DynamicUser: a user of its
  # own that lasts as long as the process, a read-only system, a private /tmp, no new privileges. A JIT needs memory both
  # writable and executable. Twice 45 % of memory: a release on trial must not starve the one that serves. Address family
  # netlink: the C library sorts addresses with it.
  cat >"$UNITS/clothesline-release@.service" <<UNIT
[Unit]
Description=The application's release (%i)
StartLimitIntervalSec=0
[Service]
Type=exec
DynamicUser=yes
EnvironmentFile=$RUN/environment
EnvironmentFile=$RUN/%i
ExecStart=/bin/sh -c 'cd "\$\$RELEASE_DIRECTORY" && exec ./start'
Restart=always
RestartSec=2
NonBlocking=yes
KillMode=mixed
TimeoutStopSec=$DRAIN_SECONDS
MemoryMax=45%
TasksMax=1024
LimitNOFILE=65536
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectProc=invisible
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
LockPersonality=yes
CapabilityBoundingSet=
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
SystemCallArchitectures=native
UNIT
  systemctl daemon-reload
}

# start_release a|b|trial VERSION PORT. Whether it started is for its health to tell.
start_release() {
  {
    assignment RELEASE_VERSION "$2"
    assignment RELEASE_DIRECTORY "$SHARE/releases/$2"
    assignment PORT "$3"
  } >"$RUN/$1"
  systemctl restart "clothesline-release@$1.service" || true
}

is_healthy() {
  [[ $(curl -s -o /dev/null -w '%{http_code}' --max-time 2 "http://127.0.0.1:$1$HEALTH_PATH") == 200 ]]
}

# serve TIME VERSION: starts it beside what serves, on the same socket; that finishes what it has begun, while the new
# one takes what comes.
serve() {
  local last='' next=a
  [[ ! -s $RUN/slot ]] || last=$(<"$RUN/slot")
  [[ $last != a ]] || next=b
  start_release "$next" "$2" "$PORT"
  echo "$next" >"$RUN/slot"
  [[ -z $last ]] || systemctl stop "clothesline-release@$last.service" || true
  until_time "$1" is_healthy "$PORT" || return
  echo "$2" >"$RUN/serving"
}

passes_trial() {
  local verdict=0
  start_release trial "$1" "$TRIAL_PORT"
  within "$HEALTH_SECONDS" is_healthy "$TRIAL_PORT" || verdict=1
  systemctl stop clothesline-release@trial.service || true
  return "$verdict"
}

# A new release is tried on a port of its own beside the one that serves, and serves only if it is healthy there: a
# broken one takes no instance out of the load balancer. One that fails all the same gives way to the last good one.
change_release() {
  local next=$1 last
  last=$(<"$RUN/serving")
  say "release $next is tried beside $last"
  write_environment $(($(now) + 60)) || return 0
  if ! passes_trial "$next"; then
    say "release $next REFUSED: not healthy on trial within $HEALTH_SECONDS s; $last goes on serving" >&2
  elif serve $(($(now) + HEALTH_SECONDS)) "$next"; then
    say "release $next serves"
    return
  else
    say "release $next REFUSED: not healthy within $HEALTH_SECONDS s; back to $last" >&2
    serve $(($(now) + HEALTH_SECONDS)) "$last" || say "release $last is not healthy either: the load balancer decides" >&2
  fi
  # Not tried again until `current` has named another.
  echo "$next" >"$RUN/refused"
}

# Each instance waits its own while, from its id, so that the fleet changes over one after the other.
turn() { echo $(($(cksum <<<"$INSTANCE_ID $1" | cut -d' ' -f1) % (STAGGER_SECONDS + 1))); }

# Called again and again: waits for the instance's turn without ever sleeping through a termination.
AWAITED='' TURN=0
follow_current() {
  local next serving refused=''
  [[ -s $RUN/serving ]] || return 0
  next=$(current_version) || return 0
  serving=$(<"$RUN/serving")
  [[ ! -s $RUN/refused ]] || refused=$(<"$RUN/refused")
  if [[ $refused && $next != "$refused" ]]; then rm "$RUN/refused"; fi
  if [[ $next == "$serving" || $next == "$refused" ]]; then
    AWAITED=''
  elif [[ $next != "$AWAITED" ]]; then
    AWAITED=$next
    TURN=$(($(now) + $(turn "$next")))
    say "release $next is current; its turn here comes in $((TURN - $(now))) s"
  fi
  if [[ $AWAITED ]] && (($(now) >= TURN)); then
    AWAITED=''
    change_release "$next"
  fi
}
