/**
 * Loaded into every child before its own code: when the process that started it is gone, even killed outright, the pipe on
 * standard input ends, and so does the child. Nobody is left behind on a port.
 */
// What the child itself starts inherits this file, but neither the pipe nor the parent.
if (process.env["CAGNOTTE_PARENT"] === String(process.ppid)) {
  process.stdin.on("end", () => process.exit(0)).on("error", () => process.exit(0)).resume();
  process.stdin.unref?.();
}
