#!/bin/bash
# Stands in for every command that would touch a real instance or wait. What the world is like stands in files of
# $WORLD; every call is written to $WORLD/calls.
set -euo pipefail
command=${0##*/}
echo "$(<"$WORLD/clock") $command $*" >>"$WORLD/calls"

# One call hangs, longer than any run may take.
if [[ -e $WORLD/hangs-$command ]]; then
  rm "$WORLD/hangs-$command"
  exec sleep 60
fi

since() { [[ -e $WORLD/$1 ]] && (($(<"$WORLD/clock") >= $(<"$WORLD/$1"))); }

service() { # start|restart|stop UNIT
  local instance=${2##*@}
  instance=${instance%.service}
  case $2 in
    # A service that fails is 1 to whoever starts it, whatever its own exit code was.
    clothesline-boot.service) "$WORLD/lib/boot.sh" boot || return 1 ;;
    clothesline-agent.service) ;;
    *) if [[ $1 == stop ]]; then rm -f "$WORLD"/process-$instance; else cp "$WORLD/run/$instance" "$WORLD/process-$instance"; fi ;;
  esac
}

case $command in
  readlink | test) PATH=${PATH#*:} exec "$command" "$@" ;;
  dnf) since packages-from ;;
  mountpoint) [[ -e $WORLD/mounted ]] ;;
  mount) since share-from && touch "$WORLD/mounted" ;;
  systemctl)
    case $1 in
      --no-block) service "$2" "$3" ;;
      start | restart | stop) service "$1" "$2" ;;
    esac
    ;;
  curl)
    url=${*: -1}
    case $url in
      http://169.254.169.254/latest/api/token) [[ $* == *"-X PUT"* ]] && echo token ;;
      http://169.254.169.254/*)
        [[ $* == *"X-aws-ec2-metadata-token: token"* ]] || exit 22
        file=$WORLD/metadata/${url#*/meta-data/}
        [[ -e $file ]] && cat "$file" || exit 22
        ;;
      http://127.0.0.1:*)
        code=000
        for process in "$WORLD"/process-*; do
          [[ -e $process ]] || continue
          (
            source "$process"
            [[ $process == *-trial ]] && as=trial || as=main
            [[ $url == "http://127.0.0.1:$PORT/health" ]] && grep -qx "$RELEASE_VERSION $as" "$WORLD/healthy"
          ) && code=200
        done
        printf %s "$code"
        [[ $code == 200 ]]
        ;;
    esac
    ;;
  aws)
    case "$1 $2" in
      "autoscaling describe-auto-scaling-instances") printf '%s\t%s\n' "the fleet" "$(<"$WORLD/state")" ;;
      "autoscaling complete-lifecycle-action") since hook-from ;;
      *) # a secret, by its ARN
        arn=$(grep -o 'arn:[^ ]*' <<<"$*")
        [[ ! -e $WORLD/refusal ]] || { cat "$WORLD/refusal" >&2 && exit 254; }
        [[ -e $WORLD/secrets/$arn ]] && cat "$WORLD/secrets/$arn"
        ;;
    esac
    ;;
esac
