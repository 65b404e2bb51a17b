#!/bin/sh
# Installs the program for the person who runs this, or over an older version of it. Needs no
# rights, touches no diary. Undone by uninstall.sh.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${HOME:-}" ]; then
    echo "HOME is not set, so it is unclear where to install. 没有设置 HOME，不知道装到哪里。" >&2
    exit 1
fi
data=${XDG_DATA_HOME:-$HOME/.local/share}
place=$HOME/.local/opt/qwen-desktop
if [ ! -x "$here/qwen-desktop/qwen-desktop" ]; then
    echo "The folder qwen-desktop is not beside this script: unpack the whole archive first." >&2
    echo "脚本旁边没有 qwen-desktop 文件夹：请先把压缩包完整解开。" >&2
    exit 1
fi

# The new one lies there whole before the old one goes.
mkdir -p "$place.new"
rm -rf "$place.new"
cp -R "$here/qwen-desktop" "$place.new"
cp "$here/uninstall.sh" "$place.new/uninstall.sh"
cp -R "$here/licences" "$place.new/licences"
rm -rf "$place.old"
if [ -e "$place" ]; then
    mv "$place" "$place.old"
fi
mv "$place.new" "$place"
rm -rf "$place.old"

mkdir -p "$HOME/.local/bin" "$data/applications" "$data/metainfo" "$data/icons/hicolor/256x256/apps"
ln -sfn "$place/qwen-desktop" "$HOME/.local/bin/qwen-desktop"
cp "$here/qwen-desktop.png" "$data/icons/hicolor/256x256/apps/qwen-desktop.png"
cp "$here/qwen-desktop.metainfo.xml" "$data/metainfo/qwen-desktop.metainfo.xml"
# Escaped as the desktop entry specification says: within quotes, as a value, % as no field code;
# and at last for sed.
command=$(printf '%s' "$place/qwen-desktop" |
    sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g' -e 's/[\\&|]/\\&/g')
sed "s|@PROGRAM@|$command|" "$here/qwen-desktop.desktop" >"$data/applications/qwen-desktop.desktop"
if command -v update-desktop-database >/dev/null 2>&1; then
    update-desktop-database -q "$data/applications" || true
fi

printf 'Installed in %s. It is in the menu of programs now, or run: %s/qwen-desktop\n' "$place" "$place"
printf '已安装到 %s。可以在程序菜单里打开。\n' "$place"
printf 'To remove it / 卸载: %s/uninstall.sh\n' "$place"
