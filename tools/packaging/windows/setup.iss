; Inno Setup 6 script for `make package`'s result on Windows. Written, never tried: only Linux was
; at hand. Compile with: iscc /DVersion=0.1.0 tools\packaging\windows\setup.iss
#ifndef Version
  #define Version "0.0.0"
#endif

[Setup]
AppId={{7C1B1E0A-6D0B-4B1D-9C3E-5A3C1C7A8E52}
AppName=Qwen All-in-One Desktop
AppVersion={#Version}
AppPublisher=Qwen All-in-One Desktop
; Per user: no administrator is asked.
PrivilegesRequired=lowest
DefaultDirName={localappdata}\Programs\QwenAllInOneDesktop
DefaultGroupName=Qwen All-in-One Desktop
DisableProgramGroupPage=yes
SourceDir=..\..\..
OutputDir=dist
OutputBaseFilename=qwen-all-in-one-desktop-{#Version}-windows-setup
SetupIconFile=resources\icons\app.ico
UninstallDisplayIcon={app}\qwen-desktop.exe
Compression=lzma2/max
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
CloseApplications=yes
WizardStyle=modern

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
; Not part of Inno Setup itself: https://jrsoftware.org/files/istrans/
; Name: "chinese"; MessagesFile: "compiler:Languages\ChineseSimplified.isl"

[InstallDelete]
; An older version's libraries must not be found by the new one.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "dist\qwen-desktop\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "dist\licences\*"; DestDir: "{app}\licences"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\Qwen All-in-One Desktop"; Filename: "{app}\qwen-desktop.exe"
Name: "{userdesktop}\Qwen All-in-One Desktop"; Filename: "{app}\qwen-desktop.exe"; Tasks: desktopicon

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Run]
Filename: "{app}\qwen-desktop.exe"; Description: "{cm:LaunchProgram,Qwen All-in-One Desktop}"; Flags: nowait postinstall skipifsilent

; The diary (%LOCALAPPDATA%\QwenAllInOneDesktop) is no file of the installer's: removing the
; program leaves it where it is.
