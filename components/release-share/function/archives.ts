/** An archive where people upload it. */
export interface UploadedArchive {
  bucket: string;
  key: string;
  /** Which of the key's contents; the latest where it is missing. */
  versionId?: string;
}

/** Where archives come from. */
export interface Archives {
  /** Copies an archive to a file, unless it is larger than allowed. */
  copy(archive: UploadedArchive, to: string, allowedBytes: number): Promise<void>;
}

export function archiveName({ bucket, key, versionId }: UploadedArchive): string {
  return `s3://${bucket}/${key}${versionId === undefined ? "" : ` (version ${versionId})`}`;
}
