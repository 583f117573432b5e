#!/usr/bin/env bash
# The outage: bash cutover.sh [FOLDER], as root, where Synapse and MAS run. It can be run again after anything that goes wrong.
#
# Ends with 0 when MAS and Synapse run with what was approved. Else Synapse runs as before, or the last line says what to do.
set -euo pipefail

plan=${1:-migration}/plan.yaml
policy=${1:-migration}/policy.yaml

apply() { syn2mas-plan apply "$plan" --policy "$policy" "$@"; }
state() { syn2mas-plan status "$plan" --format json | sed -n 's/^  "state": "\(.*\)",$/\1/p'; }

[ "$(state)" != verified ] || { echo 'Done already.' && exit 0; }

# Services may run: files that come before the outage, then the providers, which MAS itself writes.
apply --phase prepare
mas-cli --config /etc/mas/config.yaml config sync

systemctl stop mas matrix-synapse
code=0
apply --phase cutover || code=$?
if [ "$code" = 17 ]; then
  # Committed, and a file is not in its place: this finishes it.
  code=0
  apply --phase cutover || code=$?
fi
case $code in
  0) ;;
  12 | 13 | 14 | 15 | 16 | 130)
    systemctl start matrix-synapse
    echo 'Nothing was committed; Synapse runs as before.'
    exit "$code"
    ;;
  *)
    syn2mas-plan status "$plan" || true
    echo 'Everything is stopped. Do what stands behind "Next:".'
    exit "$code"
    ;;
esac

# The last look back: from the first write of MAS on, there is no way back but a backup.
if ! syn2mas-plan verify "$plan"; then
  syn2mas-plan rollback "$plan"
  systemctl start matrix-synapse
  echo 'MAS did not hold what the plan says; everything is as it was, and Synapse runs.'
  exit 18
fi
systemctl start mas
systemctl start matrix-synapse
syn2mas-plan audit verify "$plan"
