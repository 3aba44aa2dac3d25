// What the policy host loads: it brings dist up to date with the sources, if they are here, and then starts the pack.
module.exports = async () => {
  const { build } = await import("./build.mjs");
  try {
    await build();
  } catch (error) {
    // Thrown on, it would come with the host's stack trace, which helps nobody to mend a source.
    console.error(error.message);
    process.exit(1);
  }
  require("./dist/pack.js");
};
