import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** A name in DNS and the zone that it is in. */
export interface Domain {
  domainName: string;
  hostedZoneId: pulumi.Input<string>;
}

/** A certificate, proven by a record in the zone. The answer comes from the proof: before it no listener takes it. */
export function makeCertificate(
  name: string,
  { domainName, hostedZoneId }: Domain,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const certificate = new aws.acm.Certificate(
    name,
    { domainName, validationMethod: "DNS", tags: { Name: name } },
    // A listener can only let go of a certificate for another one.
    { parent, deleteBeforeReplace: false },
  );
  const proof = certificate.domainValidationOptions.apply(([first]) => {
    if (first === undefined) throw new Error(`AWS has not said how to prove that ${domainName} is ours`);
    return first;
  });
  const record = new aws.route53.Record(
    `${name}-certificate`,
    {
      zoneId: hostedZoneId,
      name: proof.resourceRecordName,
      type: proof.resourceRecordType,
      records: [proof.resourceRecordValue],
      ttl: 300,
      // The proof of a name is one for the account and the name: a certificate that follows another finds it there.
      allowOverwrite: true,
    },
    { parent },
  );
  return new aws.acm.CertificateValidation(
    name,
    { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
    { parent },
  ).certificateArn;
}
