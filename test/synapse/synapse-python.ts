/** The Python that has a real Synapse, as the runner of the tests hands it over. */
export function synapsePython(): string {
  const python = process.env.TEST_SYNAPSE_PYTHON;
  if (!python) throw new Error('TEST_SYNAPSE_PYTHON is not set: run this suite by npm test -- synapse');
  return python;
}
