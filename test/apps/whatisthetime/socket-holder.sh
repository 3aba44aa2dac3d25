# Stands in for systemd: it holds the listening socket as descriptor 3, hands it to every release that it starts, and
# never takes a connection itself. It reads what to do: start NAME FOLDER, kill SIGNAL PID, or wait PID.
while read -r what first second; do
  case $what in
    start)
      (
        cd "$second"
        export RELEASE_VERSION=$first LISTEN_FDS=1 LISTEN_PID=$BASHPID
        exec ./start
      ) &
      echo "started $!"
      ;;
    kill) kill -s "$first" "$second" ;;
    wait)
      wait "$first" 2>/dev/null
      echo "gone $first"
      ;;
  esac
done
kill -s KILL $(jobs -p) 2>/dev/null
