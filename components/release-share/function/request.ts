import type { UploadedArchive } from "./archives";
import type { Publication } from "./publisher";
import { Refusal } from "./refusal";
import { checkedVersion, versionOfKey } from "./version";

/** What an invocation asks for. */
export type Request = { publish: Publication } | { rollBackTo: string } | { ignore: string };

const forms = [
  '{"bucket": …, "key": …, "version": …, "versionId": …} publishes a release; the last two may be missing',
  '"onlyWhenEmpty": true beside them publishes it only while no release is current',
  '{"rollBackTo": …} makes a release current that is still kept',
  "S3's notification of a new object publishes that",
];

/** What an invocation asks, one by one: S3's notification may hold several. */
export function asksOf(event: unknown): unknown[] {
  const records = field(event, "Records");
  return Array.isArray(records) ? records : [event];
}

/** Understands one of them: a person's or Pulumi's own words, or what S3 tells of an object. */
export function requestOf(event: unknown): Request {
  if (field(event, "eventName") !== undefined) return notified(event);
  const rollBackTo = field(event, "rollBackTo");
  if (rollBackTo !== undefined) return { rollBackTo: checkedVersion(rollBackTo, "rollBackTo") };

  const archive = { bucket: field(event, "bucket"), key: field(event, "key"), versionId: field(event, "versionId") };
  if (!isUploadedArchive(archive)) {
    throw new Refusal(["The publisher does not understand what it is asked. Allowed:", ...forms].join("\n  "));
  }
  const version = field(event, "version");
  return {
    publish: {
      archive: defined(archive),
      version: checkedVersion(version === undefined ? versionOfKey(archive.key) : version, "version"),
      ...(isOnlyWhenEmpty(event) ? { onlyWhenEmpty: true } : {}),
    },
  };
}

/** Whoever misspells the answer must not have a release published that was to stay away. */
function isOnlyWhenEmpty(event: unknown): boolean {
  const given = field(event, "onlyWhenEmpty") ?? false;
  if (typeof given === "boolean") return given;
  throw new Refusal(`onlyWhenEmpty: got ${JSON.stringify(given)}. Allowed: true or false. Fix: write one of these.`);
}

function notified(record: unknown): Request {
  const [name, time] = [field(record, "eventName"), field(record, "eventTime")];
  const object = field(field(record, "s3"), "object");
  const [key, versionId] = [field(object, "key"), field(object, "versionId")];
  const bucket = field(field(field(record, "s3"), "bucket"), "name");
  if (typeof name !== "string" || typeof time !== "string" || typeof key !== "string") {
    throw new Refusal(
      "The publisher was notified of something that is not an object in S3. Fix: notify it of objects.",
    );
  }
  if (!name.startsWith("ObjectCreated:")) return { ignore: `${name} of ${key}` };

  // In a notification, and there alone, a key is encoded as in a form.
  const archive = { bucket, key: decodeURIComponent(key.replaceAll("+", " ")), versionId };
  const uploadedAt = Date.parse(time);
  if (!isUploadedArchive(archive) || Number.isNaN(uploadedAt)) {
    throw new Refusal("S3's notification lacks the bucket or the time. Fix: notify the publisher from S3 itself.");
  }
  const version = versionOfKey(archive.key);
  if (version === undefined) return { ignore: `${archive.key}, which is no zip` };
  return { publish: { archive: defined(archive), version, uploadedAt } };
}

interface Described {
  bucket: string;
  key: string;
  versionId: string | undefined;
}

function isUploadedArchive(value: Record<keyof UploadedArchive, unknown>): value is Described {
  const { bucket, key, versionId } = value;
  return isText(bucket) && isText(key) && (versionId === undefined || isText(versionId));
}

function defined({ bucket, key, versionId }: Described): UploadedArchive {
  return { bucket, key, ...(versionId === undefined ? {} : { versionId }) };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
