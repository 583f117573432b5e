# What the plan's diffs become. Import it after the cutover; before, everything but `settings.matrix_authentication_service` may be there.
{ config, ... }:
{
  services.matrix-authentication-service = {
    enable = true;
    createDatabase = true;
    settings = {
      matrix.homeserver = "example.org";
      matrix.endpoint = "http://localhost:8008/";
      # Synapse's passwords, then the scheme for new ones. A pepper goes into extraConfigFiles, with the whole list.
      passwords.schemes = [
        { version = 1; algorithm = "bcrypt"; unicode_normalization = true; }
        { version = 2; algorithm = "argon2id"; }
      ];
      matrix.secret_file = "\${CREDENTIALS_DIRECTORY}/synapse-secret";
    };
    credentials."synapse-secret" = "/run/secrets/mas-shared-secret";
    extraConfigFiles = [ "/run/secrets/mas.yaml" ]; # `secrets`, client secrets of providers
  };

  services.matrix-synapse.settings = {
    password_config.enabled = false;
    matrix_authentication_service = {
      enabled = true;
      endpoint = "http://localhost:8080/";
      secret_path = "/run/secrets/mas-shared-secret"; # readable by matrix-synapse
    };
  };
}
