import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { makeAliases } from "../domain/aliases";
import { makeCertificate, type Domain } from "../domain/certificate";
import { tls } from "./definition/definition";

/** The API's own name, over IPv4 and IPv6: it leads to the stage, and is encrypted as the API is. */
export function makeDomain(name: string, domain: Domain, stage: aws.apigateway.Stage, parent: pulumi.Resource): void {
  const apiDomain = new aws.apigateway.DomainName(
    name,
    {
      domainName: domain.domainName,
      regionalCertificateArn: makeCertificate(name, domain, parent),
      endpointConfiguration: { types: "REGIONAL", ipAddressType: "dualstack" },
      ...tls,
      tags: { Name: name },
    },
    { parent },
  );
  new aws.apigateway.BasePathMapping(
    name,
    { domainName: apiDomain.domainName, restApi: stage.restApi, stageName: stage.stageName },
    { parent },
  );
  const { regionalDomainName, regionalZoneId } = apiDomain;
  makeAliases(name, domain, { name: regionalDomainName, zoneId: regionalZoneId, ipv6: true }, parent);
}
