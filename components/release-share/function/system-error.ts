/** Whether an error is one of these of the file system, for example ENOENT. */
export function isSystemError(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && codes.includes(error.code);
}

/** Whether an error is of the file system at all: it tells what was asked of the system. */
export function isFileSystemError(error: Error): boolean {
  return "syscall" in error;
}
