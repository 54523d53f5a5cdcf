; Makes Ringdesk one of the programs that Windows offers for telephone links (Settings > Default apps). Which of them
; opens a link is the person's choice; "Open telephone links" in Ringdesk's settings makes it.
; https://learn.microsoft.com/windows/win32/shell/default-programs

!macro telephoneLink SCHEME
  WriteRegStr SHELL_CONTEXT "Software\Classes\Ringdesk.${SCHEME}" "" "URL:${SCHEME}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Ringdesk.${SCHEME}" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\Ringdesk.${SCHEME}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Ringdesk\Capabilities\URLAssociations" "${SCHEME}" "Ringdesk.${SCHEME}"
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Ringdesk\Capabilities" "ApplicationName" "Ringdesk"
  WriteRegStr SHELL_CONTEXT "Software\Ringdesk\Capabilities" "ApplicationDescription" "The call-centre workstation"
  !insertmacro telephoneLink "tel"
  !insertmacro telephoneLink "sip"
  !insertmacro telephoneLink "callto"
  WriteRegStr SHELL_CONTEXT "Software\RegisteredApplications" "Ringdesk" "Software\Ringdesk\Capabilities"
!macroend

!macro customUnInstall
  DeleteRegValue SHELL_CONTEXT "Software\RegisteredApplications" "Ringdesk"
  DeleteRegKey SHELL_CONTEXT "Software\Ringdesk"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Ringdesk.tel"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Ringdesk.sip"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Ringdesk.callto"
!macroend
