import { crc32 } from "node:zlib";

/** A file of an archive. */
export interface ArchivedFile {
  /** Its path in the archive, with forward slashes. */
  name: string;
  content: Uint8Array;
  /** Whether it may be run. */
  executable: boolean;
}

// 1980-01-01 00:00, the first moment that a zip can tell: the same content is the same archive on every day.
const noTime = 0;
const firstDay = (1 << 5) | 1;
const namesAreUtf8 = 1 << 11;
const version = 20;
/** Unix, whose modes stand in the upper half of the attributes. */
const madeOnUnix = 3 << 8;
const regularFile = 0o100_000;

/**
 * A zip whose bytes hang on nothing but its files. They are stored, not deflated: zlib's output differs between
 * processors and Node's versions, and a bundle of 100 KB would only become 35 KB. A library would write files one after
 * the other in callbacks, while a Pulumi program wants its archive at once.
 */
export function zipOf(files: ArchivedFile[]): Buffer {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, executable } of sorted) {
    const nameBytes = Buffer.from(name);
    const facts = factsOf(nameBytes, content);

    const local = Buffer.concat([words("PK\x03\x04"), facts, nameBytes, content]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(((regularFile | (executable ? 0o755 : 0o644)) << 16) >>> 0, 6);
    place.writeUInt32LE(offset, 10);
    directory.push(words("PK\x01\x02"), half(madeOnUnix | version), facts, place, nameBytes);
    locals.push(local);
    offset += local.length;
  }

  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(sorted.length, 4);
  end.writeUInt16LE(sorted.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, listing, words("PK\x05\x06"), end]);
}

/** What stands about a file both beside it and in the directory at the end. */
function factsOf(name: Buffer, content: Uint8Array): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(version, 0);
  facts.writeUInt16LE(namesAreUtf8, 2);
  facts.writeUInt16LE(noTime, 6);
  facts.writeUInt16LE(firstDay, 8);
  facts.writeUInt32LE(crc32(content), 10);
  facts.writeUInt32LE(content.length, 14);
  facts.writeUInt32LE(content.length, 18);
  facts.writeUInt16LE(name.length, 22);
  return facts;
}

function words(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
