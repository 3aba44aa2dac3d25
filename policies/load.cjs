// What the policy host loads: it brings dist up to date with the sources, if they are here, and then starts the pack.
module.exports = async () => {
  const { build } = await import("./build.mjs");
  await build();
  require("./dist/pack.js");
};
