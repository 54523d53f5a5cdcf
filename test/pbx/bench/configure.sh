# Sourced by up: our configuration instead of the package's, made anew at every start.

# Agents are many and alike: what depends on the extension is written by a loop.
EXTENSIONS=$(seq 101 140)
# These have their DTMF as SIP INFO; these are told of their mailbox without asking for it.
INFO_EXTENSIONS=' 131 132 133 134 '
UNASKED_EXTENSIONS=' 135 136 137 138 '

configure() {
  local etc=$ROOT/etc/asterisk lib=$ROOT/var/lib/asterisk
  rm -rf "$etc"
  mkdir -p "$etc/keys" "$lib/ringdesk-music" "$ROOT/run/asterisk" "$ROOT/var/spool/asterisk"
  local file
  for file in "$PBX_DIR"/asterisk/*.conf; do
    sed -e "s/@ADDRESS@/$ADDRESS/g" -e "s/@WS_PORT@/$WS_PORT/g" -e "s/@WSS_PORT@/$WSS_PORT/g" \
      -e "s/@SIP_PORT@/$SIP_PORT/g" -e "s/@TOWN_PORT@/$TOWN_PORT/g" -e "s/@AMI_PORT@/$AMI_PORT/g" \
      -e "s/@RTP_FIRST@/$RTP_FIRST/g" -e "s/@RTP_LAST@/$((RTP_FIRST + 999))/g" \
      "$file" >"$etc/${file##*/}"
  done
  agents
  candidates >>"$etc/rtp.conf"
  certificate
  cp "$INSTANCE"/pbx.key "$INSTANCE"/pbx.crt "$etc/keys/"
  node "$PBX_DIR/bench/tone.mjs" 620 >"$lib/ringdesk-music/music.sln"
  # Yesterday's messages and queue members are no business of today's tests.
  rm -rf "$ROOT"/var/log/asterisk/messages.log "$ROOT"/var/spool/asterisk/voicemail/default "$lib"/astdb.sqlite3* "$ROOT"/run/asterisk/*
  chroot "$ROOT" chown -R asterisk:asterisk /etc/asterisk /run/asterisk /var/spool/asterisk /var/lib/asterisk /var/log/asterisk
}

agents() {
  local extension dtmf mailboxes
  for extension in $EXTENSIONS; do
    dtmf=rfc4733
    [[ $INFO_EXTENSIONS != *" $extension "* ]] || dtmf=info
    mailboxes=
    [[ $UNASKED_EXTENSIONS != *" $extension "* ]] || mailboxes=$extension@default
    cat >>"$etc/pjsip.conf" <<END

[$extension](agent)
auth = $extension
aors = $extension
callerid = "Agent $extension" <$extension>
dtmf_mode = $dtmf
mailboxes = $mailboxes
[$extension](agent-auth)
username = $extension
password = secret$extension
[$extension](agent-aor)
mailboxes = $([ -n "$mailboxes" ] || echo "$extension@default")
END
    echo "exten => $extension,hint,PJSIP/$extension" >>"$etc/hints.conf"
    echo "$extension => 1234,Agent $extension" >>"$etc/voicemail.conf"
    printf '\n[team-%s](team)\n' "$extension" >>"$etc/queues.conf"
  done
}

# Asterisk offers every address of the machine but the loopback one for media. All of them are made into ours.
candidates() {
  echo 'ice_deny = ::/0'
  echo '[ice_host_candidates]'
  local address
  for address in $(hostname -I 2>/dev/null); do
    [[ $address == *:* || $address == "$ADDRESS" ]] || echo "$address => $ADDRESS"
  done
}

certificate() {
  [ -s "$INSTANCE/pbx.key" ] && [ -s "$INSTANCE/pbx.crt" ] && return
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=localhost \
    -addext "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:$ADDRESS" \
    -keyout "$INSTANCE/pbx.key" -out "$INSTANCE/pbx.crt" 2>/dev/null
}
