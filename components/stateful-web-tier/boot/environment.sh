# A line of an environment file as systemd reads it: in double quotes, with \ " ` $ escaped.
assignment() {
  local value=$2
  value=${value//\\/\\\\}
  value=${value//\"/\\\"}
  value=${value//\`/\\\`}
  value=${value//\$/\\\$}
  printf '%s="%s"\n' "$1" "$value"
}

# Into a variable and from there into a file, never into an argument or the log.
read_secret() {
  local region
  region=$(cut -d: -f4 <<<"$1")
  case $1 in
    *:ssm:*)
      VALUE=$(call ssm get-parameter --region "$region" --with-decryption --name "$1" \
        --query Parameter.Value --output text)
      ;;
    *)
      VALUE=$(call secretsmanager get-secret-value --region "$region" --secret-id "$1" \
        --query SecretString --output text)
      ;;
  esac && [[ $VALUE != None ]]
}

# $RUN is in memory and root's alone; systemd reads the file before it drops root.
write_environment() {
  local entry file=$RUN/environment
  {
    assignment INSTANCE_ID "$INSTANCE_ID"
    assignment AVAILABILITY_ZONE "$ZONE"
    assignment AWS_REGION "$REGION"
    for entry in "${SETTINGS[@]}"; do assignment "${entry%%=*}" "${entry#*=}"; done
  } >"$file.new"
  for entry in "${SECRETS[@]}"; do
    until_time "$1" read_secret "${entry#*=}" || {
      say "the secret for ${entry%%=*} could not be read: ${entry#*=}" >&2
      return 1
    }
    assignment "${entry%%=*}" "$VALUE" >>"$file.new"
  done
  mv "$file.new" "$file"
}
