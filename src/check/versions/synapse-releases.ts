import type { Marker } from './marker.ts';

/** SCHEMA_VERSION of synapse/storage/schema/__init__.py, with the release that brought it. */
export const synapseSchemaVersions: readonly Marker[] = [
  ['1.40', '61'],
  ['1.41', '63'],
  ['1.44', '64'],
  ['1.46', '65'],
  ['1.49', '66'],
  ['1.50', '67'],
  ['1.52', '68'],
  ['1.57', '69'],
  ['1.60', '70'],
  ['1.61', '71'],
  ['1.62', '72'],
  ['1.68', '73'],
  ['1.77', '74'],
  ['1.83', '76'],
  ['1.85', '77'],
  ['1.86', '78'],
  ['1.89', '79'],
  ['1.90', '80'],
  ['1.92', '81'],
  ['1.93', '82'],
  ['1.96', '83'],
  ['1.100', '84'],
  ['1.107', '85'],
  ['1.112', '86'],
  ['1.114', '87'],
  ['1.116', '88'],
  ['1.124', '89'],
  ['1.128', '91'],
  ['1.129', '92'],
  ['1.143', '93'],
  ['1.151', '94'],
];

/**
 * Files of synapse/storage/schema/main/delta that a release was the first to have, one each; a database notes in
 * `applied_schema_deltas` those that it went through. They tell releases of one SCHEMA_VERSION apart. None of them went away later.
 */
export const synapseDeltas: readonly Marker[] = [
  ['1.130', '92/05_fixup_max_depth_cap.sql'],
  ['1.133', '92/07_add_user_reports.sql'],
  ['1.134', '92/07_event_txn_id_device_id_txn_id2.sql'],
  ['1.135', '92/04_thread_subscriptions.sql'],
  ['1.136', '92/08_room_ban_redactions.sql'],
  ['1.139', '92/08_thread_subscriptions_seq_fixup.sql.postgres'],
  ['1.143', '93/01_add_delayed_events.sql'],
  ['1.144', '93/03_sss_pos_last_used.sql'],
  ['1.145', '93/02_sliding_sync_members.sql'],
  ['1.146', '93/04_make_delayed_event_content_text.py'],
  ['1.148', '93/01_sticky_events.sql'],
  ['1.151', '94/01_redactions_recheck.sql'],
  ['1.152', '94/03_state_dag_fwd_extrems.sql'],
  ['1.157', '94/05_rerun_flag_existing_quarantined_media.sql'],
];
