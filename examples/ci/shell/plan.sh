#!/usr/bin/env bash
# Makes the plan and its reports: bash plan.sh [FOLDER]. Run it as often as you like, while Synapse is up.
#
# Ends with 0 when the plan can be approved, or nothing is to be done; with 10 or 11 when somebody has to mend or decide something
# first. A plan that is already there is replaced, and approvals of the old one are worth nothing for the new one.
set -euo pipefail

folder=${1:-migration}
synapse=/etc/matrix-synapse/homeserver.yaml
mas=/etc/mas/config.yaml

code=0
syn2mas-plan plan --synapse-config "$synapse" --mas-config "$mas" --accept "$folder/decisions.yaml" \
  --out "$folder/plan.yaml" --force --detailed-exitcode || code=$?
case $code in
  0 | 2 | 10 | 11) ;;
  *) exit "$code" ;;
esac

syn2mas-plan show "$folder/plan.yaml" --output "text=$folder/plan.txt" --output "html=$folder/plan.html"
case $code in
  0) echo 'There is nothing to do.' ;;
  2) echo "Look at $folder/plan.html, then: syn2mas-plan approve $folder/plan.yaml --as YOU --key YOUR_KEY" ;;
  10) echo "Errors: see $folder/plan.html, mend them, plan again." && exit 10 ;;
  11) # What is open, as decisions to fill in and to add to decisions.yaml.
    rm -f "$folder/decisions.new.yaml"
    syn2mas-plan check --synapse-config "$synapse" --mas-config "$mas" --accept "$folder/decisions.yaml" \
      --write-acceptances "$folder/decisions.new.yaml" >/dev/null || [ $? = 11 ]
    echo "Mend, or decide in $folder/decisions.yaml: see $folder/decisions.new.yaml" && exit 11
    ;;
esac
