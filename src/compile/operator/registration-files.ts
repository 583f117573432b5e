import type { ConfigTree } from '../../config/config-tree.ts';

/** The files of `app_service_config_files`, as written: Synapse takes relative ones from its working directory. */
export function readRegistrationFiles(tree: ConfigTree): readonly string[] {
  const files = tree.value(['app_service_config_files']);
  if (!Array.isArray(files)) return [];
  return [...new Set(files.filter((file): file is string => typeof file === 'string' && file !== ''))];
}
