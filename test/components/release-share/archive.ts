import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";

/** An entry of an archive; a name that ends in a slash is a folder's. */
export interface PackedEntry {
  name: string;
  content?: string | Buffer;
  /** Unix's mode; 0 for an archive that knows none. */
  mode?: number;
  compress?: boolean;
}

export const start: PackedEntry = { name: "start", content: "#!/bin/sh\nexec node server.js\n", mode: 0o100755 };

/**
 * A real zip of these entries. The packer would refuse bad names, so names are put in afterwards; but not into the
 * large format, which keeps the places elsewhere.
 */
export async function packed(
  entries: PackedEntry[],
  options: { zip64?: boolean; packedAt?: Date } = {},
): Promise<Buffer> {
  const zip = new ZipFile();
  const forceZip64Format = options.zip64 ?? false;
  for (const { name, content = "", mode, compress = true } of entries) {
    const placeholder = forceZip64Format ? name : "x".repeat(Buffer.byteLength(name));
    const mtime = options.packedAt ?? new Date(0);
    if (name.endsWith("/")) {
      zip.addEmptyDirectory(`${placeholder.slice(1)}/`, { mtime, mode: mode ?? 0o040755 });
    } else {
      const settings = { mtime, mode: mode ?? 0o100644, compress, forceZip64Format };
      zip.addBuffer(Buffer.from(content), placeholder, settings);
    }
  }
  zip.end({ forceZip64Format, comment: "" });
  const bytes = await buffer(zip.outputStream);
  if (forceZip64Format) return bytes;
  for (const [index, record] of centralRecords(bytes).entries()) {
    const { name = "" } = entries[index] ?? {};
    bytes.write(name, record + 46);
    bytes.write(name, bytes.readUInt32LE(record + 42) + 30);
  }
  return bytes;
}

/** Where the records of an archive's table of contents begin. */
export function centralRecords(bytes: Buffer): number[] {
  const records: number[] = [];
  for (let at = bytes.indexOf("PK\u0001\u0002"); at !== -1; at = bytes.indexOf("PK\u0001\u0002", at + 46)) {
    records.push(at);
  }
  return records;
}

/** A release whose every file tells its version. */
export async function release(version: string, files = 3): Promise<Buffer> {
  const others = Array.from({ length: files }, (_, index) => ({
    name: `lib/part-${index}.js`,
    content: `// ${version}\n`.repeat(index + 1),
  }));
  return packed([{ ...start, content: `#!/bin/sh\necho ${version}\n` }, ...others]);
}
