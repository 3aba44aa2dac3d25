say() { echo "clothesline: $*"; }

# The cause goes where a person looks for it: the journal, and the console's log, which outlives the instance.
fail() {
  local code=$1
  shift
  say "FAILED: $*" >&2
  exit "$code"
}

now() { date +%s; }

# until_time TIME COMMAND...: tries until the command succeeds, and gives up at that time.
until_time() {
  local end=$1
  shift
  until "$@"; do
    (($(now) < end)) || return 1
    sleep 2
  done
}

# within SECONDS COMMAND...: the same, from now on.
within() {
  local seconds=$1
  shift
  until_time $(($(now) + seconds)) "$@"
}

call() { timeout "$CALL_BOUND" aws "$@"; }

# The instance about itself. Version 2 of the metadata service answers only to a token.
metadata() {
  local service=http://169.254.169.254/latest token
  token=$(curl -fsS --max-time 5 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$service/api/token") || return
  curl -fsS --max-time 5 -H "X-aws-ec2-metadata-token: $token" "$service/meta-data/$1"
}

INSTANCE_ID='' ZONE='' REGION=''
read_identity() {
  INSTANCE_ID=$(metadata instance-id) &&
    ZONE=$(metadata placement/availability-zone) &&
    REGION=$(metadata placement/region)
}

know_instance() { within 60 read_identity || fail 10 "the metadata service did not say which instance this is"; }
