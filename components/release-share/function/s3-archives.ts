import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GetObjectCommand, S3ServiceException, type GetObjectCommandOutput, type S3Client } from "@aws-sdk/client-s3";
import { archiveName, type Archives, type UploadedArchive } from "./archives";
import { Refusal } from "./refusal";

/**
 * Archives in S3, copied whole to a file. Reading ranges in place would need no room, but a zip's table of contents is
 * read record by record, and two requests for each file would be slower than one for all.
 */
export function s3Archives(client: S3Client): Archives {
  return {
    async copy(archive, to, allowedBytes) {
      const { Body, ContentLength = Infinity } = await found(client, archive);
      if (!(Body instanceof Readable)) throw new Error(`${archiveName(archive)} came without a stream`);
      if (ContentLength > allowedBytes) {
        Body.destroy();
        throw new Refusal(
          `it has ${ContentLength} bytes. Allowed: ${allowedBytes} (MAX_ARCHIVE_BYTES). Fix: leave out what the ` +
            `application does not run, or raise the limit and the function's ephemeral storage.`,
        );
      }
      await pipeline(Body, createWriteStream(to, { flags: "wx" }));
    },
  };
}

const fixes: Partial<Record<string, string>> = {
  NoSuchKey: "upload it, or correct the key",
  NoSuchVersion: "leave out the version's id, or correct it",
  NoSuchBucket: "correct the bucket's name",
  // S3 tells those who may not list a bucket nothing of what is missing from it.
  AccessDenied: "see that it is there, and that the publisher's role may s3:GetObject and s3:GetObjectVersion it",
};

async function found(client: S3Client, archive: UploadedArchive): Promise<GetObjectCommandOutput> {
  const { bucket: Bucket, key: Key, versionId } = archive;
  try {
    return await client.send(
      new GetObjectCommand({ Bucket, Key, ...(versionId === undefined ? {} : { VersionId: versionId }) }),
    );
  } catch (error) {
    const fix = error instanceof S3ServiceException ? fixes[error.name] : undefined;
    if (!(error instanceof S3ServiceException) || fix === undefined) throw error;
    const words = error.message.replace(/\.$/, "");
    throw new Refusal(`S3 does not give it: ${error.name}, ${words}. Fix: ${fix}.`);
  }
}
