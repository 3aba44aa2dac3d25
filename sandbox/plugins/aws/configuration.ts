import { Region } from "@pulumi/aws/types/enums";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { accountOf } from "../../evaluate/providers";
import { holdsUnknown, type Properties } from "../../values";
import { propertiesOf } from "../wire";
import { isSame } from "./sameness";

const regions = Object.values(Region).sort();

/** Refuses a provider that could reach nothing: better now than once for every resource. */
export function checkConfig(request: proto.CheckRequest): proto.CheckResponse {
  const response = new proto.CheckResponse().setInputs(request.getNews());
  const failures = problemsOf(propertiesOf(request.getNews()));
  return response.setFailuresList(
    failures.map(({ property, reason }) => new proto.CheckFailure().setProperty(property).setReason(reason)),
  );
}

function problemsOf(inputs: Properties): { property: string; reason: string }[] {
  const { region } = inputs;
  const failures = [];
  if (typeof region === "string" && !(regions as string[]).includes(region)) {
    const reason = `invalid AWS Region: ${region}; allowed are ${regions.join(", ")}`;
    failures.push({ property: "region", reason });
  }
  try {
    if (!holdsUnknown(inputs)) accountOf({ region: "eu-west-1", ...inputs }, {});
  } catch (error) {
    failures.push({ property: "", reason: error instanceof Error ? error.message : String(error) });
  }
  return failures;
}

/** Another region is another place: everything there is made anew. All else only changes how it is reached. */
export function diffConfig(request: proto.DiffRequest): proto.DiffResponse {
  const [olds, news] = [propertiesOf(request.getOldInputs() ?? request.getOlds()), propertiesOf(request.getNews())];
  const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])].sort();
  const changed = keys.filter((key) => !isSame(olds[key], news[key], false));
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  return new proto.DiffResponse()
    .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList(changed)
    .setReplacesList(changed.filter((key) => key === "region" && olds[key] !== undefined));
}
