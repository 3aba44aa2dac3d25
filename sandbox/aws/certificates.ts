import { isObject, type Properties } from "../values";
import type { Attempt, Refusal } from "./behaviour";
import { digits, text, uuid, type Facts, type ResourceModel } from "./model";
import { textsOf } from "./reading";

const records = "aws:route53/record:Record";

const domainsOf = (inputs: Properties) => {
  const all = [text(inputs["domainName"]), ...textsOf(inputs["subjectAlternativeNames"])];
  return [...new Set(all.filter((domain) => domain !== ""))];
};
const isImported = ({ inputs }: { inputs: Properties }) =>
  ["certificateBody", "privateKey"].some((argument) => text(inputs[argument]) !== "");

/** One record proves a domain and all names below it that a star stands for, in every certificate of the account. */
const proofOf = (domain: string, { accountId }: { accountId: string }) => {
  const base = domain.replace(/^\*\./, "");
  return {
    domainName: domain,
    resourceRecordName: `_${digits(`${accountId} ${base} name`, 32)}.${base}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${digits(`${accountId} ${base} value`, 32)}.${digits(`${accountId} ${base} zone`, 10)}.acm-validations.aws.`,
  };
};

/** The proofs are a set: who takes the first for that of the first domain is wrong. */
const inNoOrder = (domains: string[]) =>
  domains
    .map((domain) => ({ domain, key: digits(domain, 8) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ domain }) => domain);

const certificate: ResourceModel = {
  choices: [{ among: ["domainName", "privateKey", "privateKeyWo"] }],
  names: [
    {
      argument: "domainName",
      pattern: /^(?:\*\.)?[^.*\s]+(?:\.[^.*\s]+)+$/,
      allowed: "a domain's name without a dot behind it",
    },
  ],
  refuses: ({ inputs }) =>
    text(inputs["domainName"]) !== "" &&
    text(inputs["validationMethod"]) === "" &&
    text(inputs["certificateAuthorityArn"]) === ""
      ? "`certificate_authority_arn` or `validation_method` must be set when creating an ACM certificate"
      : undefined,
  // terraform-provider-aws internal/service/acm/certificate.go
  replaces: [
    ...["certificateAuthorityArn", "domainName", "keyAlgorithm", "subjectAlternativeNames", "validationMethod"],
    "validationOptions",
  ],
  whileUsed: ({ id }) => `ResourceInUseException: Certificate ${id} is in use.`,
  id: ({ arn, digits: own }) => arn("acm", `certificate/${uuid(own(32))}`),
  tagged: true,
  sets: ["subjectAlternativeNames", "validationOptions"],
  computed: {
    arn: ({ id }) => id,
    domainName: () => "",
    domainValidationOptions: (facts) =>
      isImported(facts) ? [] : inNoOrder(domainsOf(facts.inputs)).map((domain) => proofOf(domain, facts)),
    keyAlgorithm: () => "RSA_2048",
    notAfter: () => "",
    notBefore: () => "",
    options: () => ({ certificateTransparencyLoggingPreference: "ENABLED", export: "DISABLED" }),
    pendingRenewal: () => false,
    renewalEligibility: () => "INELIGIBLE",
    renewalSummaries: () => [],
    status: (facts: Facts) => (isImported(facts) ? "ISSUED" : "PENDING_VALIDATION"),
    subjectAlternativeNames: ({ inputs }) => domainsOf(inputs),
    type: (facts: Facts) => (isImported(facts) ? "IMPORTED" : "AMAZON_ISSUED"),
    validationEmails: () => [],
    validationMethod: (facts: Facts) => (isImported(facts) ? "NONE" : "DNS"),
  },
};

/** The certificate is issued once the world finds every record that proves a domain. */
function isUnproven({ inputs, find, others }: Attempt): Refusal {
  const arn = text(inputs["certificateArn"]);
  const made = find(arn);
  if (!made) return undefined;
  if (made.properties["validationMethod"] === "NONE") {
    return `ACM Certificate (${arn}) has no domains to validate`;
  }
  const withoutDot = (name: string) => name.replace(/\.$/, "").toLowerCase();
  const written = others(records).map(({ properties }) => properties);
  const isWritten = (name: string, value: string) =>
    written.some(
      (record) =>
        [text(record["name"]), text(record["fqdn"])].map(withoutDot).includes(withoutDot(name)) &&
        textsOf(record["records"]).map(withoutDot).includes(withoutDot(value)),
    );
  const options = made.properties["domainValidationOptions"];
  const proofs = Array.isArray(options) ? options.filter(isObject) : [];
  const open = proofs.find(
    (proof) => !isWritten(text(proof["resourceRecordName"]), text(proof["resourceRecordValue"])),
  );
  if (!open) return undefined;
  return (
    `waiting for ACM Certificate (${arn}) to be issued: timeout while waiting for state to become 'ISSUED' (last ` +
    `state: 'PENDING_VALIDATION', timeout: 1h15m0s): nothing proves ${text(open["domainName"])}`
  );
}

/** A certificate serves once its owner has proved that the domain is theirs, or where it was brought along whole. */
export function mayServe(certificateArn: string, { find, others }: Attempt): boolean {
  const made = find(certificateArn);
  if (!made || made.properties["status"] === "ISSUED") return true;
  const validations = others("aws:acm/certificateValidation:CertificateValidation");
  return validations.some(({ properties }) => properties["certificateArn"] === certificateArn);
}

const certificateValidation: ResourceModel = {
  // It waits, and makes nothing.
  overwrites: true,
  loose: ["certificateArn"],
  required: ["certificateArn"],
  // terraform-provider-aws internal/service/acm/certificate_validation.go
  replaces: ["certificateArn", "validationRecordFqdns"],
  refuses: isUnproven,
  refersTo: { certificateArn: "aws:acm/certificate:Certificate" },
  id: ({ digits: own }) => `2026-01-01 00:00:00.${String(parseInt(own(6), 16)).padStart(9, "0")} +0000 UTC`,
  sets: ["validationRecordFqdns"],
  computed: {},
};

export const certificates: Record<string, ResourceModel> = {
  "aws:acm/certificate:Certificate": certificate,
  "aws:acm/certificateValidation:CertificateValidation": certificateValidation,
};
