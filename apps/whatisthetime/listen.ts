/** The first descriptor that is handed over (sd_listen_fds(3)). */
const firstDescriptor = 3;

/**
 * Where to listen: on the socket that systemd holds open and hands over, so that no connection is refused while one
 * release makes place for another; else on the port. A socket that was meant for another process is not ours.
 */
export function whereToListen(
  port: number,
  pid: number,
  { LISTEN_FDS, LISTEN_PID }: Record<string, string | undefined>,
): { fd: number } | { port: number } {
  return LISTEN_FDS === "1" && LISTEN_PID === String(pid) ? { fd: firstDescriptor } : { port };
}
