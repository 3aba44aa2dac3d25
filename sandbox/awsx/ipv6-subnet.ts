/** The nth /64 of a VPC's IPv6 range, which is a /60 or larger. */
export function nthSubnet(block: string, n: number): string {
  const [address = "", mask = ""] = block.split("/");
  const groups = (address.split("::")[0] ?? "").split(":").slice(0, 4);
  const [a, b, c, d] = [...groups, "0", "0", "0"].map((group) => parseInt(group, 16));
  const room = 2 ** (64 - Number(mask));
  if (n >= room) throw new Error(`${block} has room for ${room} subnets of /64, and more are asked for`);
  return `${[a, b, c, (d ?? 0) + n].map((group) => (group ?? 0).toString(16)).join(":")}::/64`;
}
