// Loaded into every test process: a warning of Node (deprecated use, too many listeners) is a failure, not noise.
process.on('warning', (warning) => {
  throw warning;
});
