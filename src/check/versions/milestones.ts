/** A release from which on something is otherwise that decides here. */
export interface Milestone {
  readonly service: 'Synapse' | 'MAS';
  readonly since: string;
  /** What a service from then on does. */
  readonly brings: string;
  readonly learntFrom: string;
}

/** The releases that rules ask for, in one place; FINDINGS.md shows them. */
export const milestones = {
  msc4190Flag: {
    service: 'Synapse',
    since: '1.121',
    brings: 'knows io.element.msc4190 in registrations of application services',
    learntFrom: 'element-hq/synapse#17705',
  },
  deviceIdApart: {
    service: 'Synapse',
    since: '1.126',
    brings: 'takes the device id of a session apart from its scope, where MAS gives it so',
    learntFrom: 'element-hq/synapse#18174',
  },
  stableIntegration: {
    service: 'Synapse',
    since: '1.136',
    brings: 'knows matrix_authentication_service; it needs MAS 0.20',
    learntFrom: 'element-hq/synapse#18759',
  },
  registerInhibitLogin: {
    service: 'Synapse',
    since: '1.139',
    brings:
      'answers IO.ELEMENT.MSC4190.M_APPSERVICE_LOGIN_UNSUPPORTED to application services that call /register without inhibit_login',
    learntFrom: 'element-hq/synapse#18946',
  },
  msc4190Always: {
    service: 'Synapse',
    since: '1.141',
    brings: 'lets every application service make devices as MSC4190 says, with or without the flag in its registration',
    learntFrom: 'element-hq/synapse#19031',
  },
  msc3861Gone: {
    service: 'Synapse',
    since: '1.157',
    brings: 'refuses to start with experimental_features.msc3861',
    learntFrom: 'element-hq/synapse#19895',
  },
  masMacaroons: {
    service: 'MAS',
    since: '0.15',
    brings:
      'takes macaroons, which old releases of Synapse gave as access tokens; 0.13 and 0.14 take only some of them',
    learntFrom: 'element-hq/matrix-authentication-service#4090',
  },
  masDeviceIds: {
    service: 'MAS',
    since: '0.15',
    brings: 'lists and ends sessions whatever their device id is, and gives Synapse the device id apart from the scope',
    learntFrom: 'element-hq/matrix-authentication-service#4027',
  },
  masStableIntegration: {
    service: 'MAS',
    since: '0.20',
    brings: 'answers a Synapse that is configured by matrix_authentication_service',
    learntFrom: 'element-hq/synapse#18759',
  },
} as const satisfies Readonly<Record<string, Milestone>>;
