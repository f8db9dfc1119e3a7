#!/bin/sh
# The settings as they are installed: those of config/kiosk.yaml, with the folder for updates named.
set -eu
cd "$(dirname "$0")/.."
sed 's|^# content: /var/lib/kiosk/content$|content: /var/lib/kiosk/content|' config/kiosk.yaml
