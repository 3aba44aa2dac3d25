import * as z from "zod/mini";
import { hostedZoneProblems, nameInDnsProblems } from "../../components/domain/problems";
import { explained } from "./words";

const domainName = explained(z.string().check(z.refine((name) => nameInDnsProblems(name).length === 0)), () => ({
  allowed: "a full name in DNS of up to 64 small letters, digits, dashes and dots",
  fix: "write one such as shop.example.com, without protocol, slash or star",
}));

const hostedZoneId = explained(z.string().check(z.refine((id) => hostedZoneProblems(id, "").length === 0)), () => ({
  allowed: "the id of the hosted zone that the name is in, such as Z0123456789ABCDEFGHIJ",
  fix: "write the id as Route 53 shows it, beginning with Z",
}));

/** A name in DNS, and the hosted zone that it is in. */
export const domain = z.strictObject({ name: domainName, hostedZoneId });
