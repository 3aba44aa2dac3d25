console.log("ready", process.cwd(), process.env["GREETING"]);
console.error("careful");
process.exitCode = 3;
