// Stops with one clear sentence when Node is older than the scripts need; imported before everything else.
const needed = [20, 19] as const;
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  console.error(
    `msplint needs Node ${needed.join(".")} or later; this is Node ${process.versions.node}.`,
  );
  process.exit(1);
}
