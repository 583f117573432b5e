import { linkDataRules } from '../links/link-rules.ts';
import { adminTokenWithoutDevice } from './admin-token-without-device.ts';
import { backgroundUpdates } from './background-updates.ts';
import type { DataRule } from './data-rule.ts';
import { deviceIdCharset } from './device-id-charset.ts';
import { deviceWithoutName } from './device-without-name.ts';
import { emailShared } from './email-shared.ts';
import { emailUnusable } from './email-unusable.ts';
import { emptySubject } from './empty-subject.ts';
import { erased } from './erased.ts';
import { foreignDomainUser } from './foreign-domain-user.ts';
import { guests } from './guests.ts';
import { invalidLocalpart } from './invalid-localpart.ts';
import { legacyProviderId } from './legacy-provider-id.ts';
import { localpartPolicy } from './localpart-policy.ts';
import { noAdmin } from './no-admin.ts';
import { noWayToLogIn } from './no-way-to-log-in.ts';
import { oauthDelegated } from './oauth-delegated.ts';
import { orphanRows } from './orphan-rows.ts';
import { portUnfinished } from './port-unfinished.ts';
import { providerUnmapped } from './provider-unmapped.ts';
import { shadowBanned } from './shadow-banned.ts';
import { suspended } from './suspended.ts';
import { thirdPartyIdUnsupported } from './third-party-id-unsupported.ts';
import { timestampOdd } from './timestamp-odd.ts';
import { timestampRange } from './timestamp-range.ts';
import { tokenUnknownShape } from './token-unknown-shape.ts';
import { tooLong } from './too-long.ts';
import { unusableHash } from './unusable-hash.ts';
import { usernameCaseCollision } from './username-case-collision.ts';

/** Every rule that has a query of its own. */
export const dataRules: readonly DataRule[] = [
  orphanRows,
  foreignDomainUser,
  invalidLocalpart,
  usernameCaseCollision,
  timestampRange,
  timestampOdd,
  tooLong,
  providerUnmapped,
  oauthDelegated,
  noWayToLogIn,
  localpartPolicy,
  emailShared,
  emailUnusable,
  emptySubject,
  unusableHash,
  thirdPartyIdUnsupported,
  tokenUnknownShape,
  deviceIdCharset,
  legacyProviderId,
  guests,
  noAdmin,
  backgroundUpdates,
  portUnfinished,
  deviceWithoutName,
  adminTokenWithoutDevice,
  shadowBanned,
  suspended,
  erased,
  ...linkDataRules,
];
