#!/bin/sh
# Removes what install.sh has installed. The diary stays, unless the person says so, twice.
set -eu
if [ -z "${HOME:-}" ]; then
    echo "HOME is not set, so it is unclear what to remove. 没有设置 HOME，不知道要删除什么。" >&2
    exit 1
fi
data=${XDG_DATA_HOME:-$HOME/.local/share}
place=$HOME/.local/opt/qwen-desktop
diary=${QWEN_DESKTOP_DATA_DIR:-$data/QwenAllInOneDesktop}

rm -rf "$place" "$place.new" "$place.old"
rm -f "$HOME/.local/bin/qwen-desktop" "$data/applications/qwen-desktop.desktop" \
    "$data/metainfo/qwen-desktop.metainfo.xml" \
    "$data/icons/hicolor/256x256/apps/qwen-desktop.png"
if command -v update-desktop-database >/dev/null 2>&1; then
    update-desktop-database -q "$data/applications" || true
fi
echo "The program is removed. 程序已卸载。"

if [ ! -d "$diary" ]; then
    exit 0
fi
# A diary that was moved lies where this note says (desktop/paths.py writes it).
moved=
if [ -z "${QWEN_DESKTOP_DATA_DIR:-}" ] && [ -f "$diary/place.json" ]; then
    moved=$(sed -n 's/^ "folder": "\(\/.*\)",\{0,1\}$/\1/p' "$diary/place.json")
fi
if [ -n "$moved" ]; then
    printf 'Your diary was moved and stays in / 你的日记搬走过，留在: %s\n' "$moved"
    printf 'The note on that, and perhaps an old copy, stay in / 记号和可能有的旧的一份留在: %s\n' "$diary"
    exit 0
fi
printf 'Your diary is still in / 你的日记还在: %s\n' "$diary"
# Without a person to ask, nothing of theirs is touched.
if [ ! -t 0 ] && [ "${1:-}" != "--ask" ]; then
    exit 0
fi
printf 'Keep it? 保留吗？ [Y/n] '
read -r answer || answer=y
case $answer in
n | N | no | No) ;;
*)
    echo "Kept. 已保留。"
    exit 0
    ;;
esac
printf 'Delete all entries and backups for good? Type "delete". 要永久删除全部日记和备份，请输入 delete： '
read -r answer || answer=
if [ "$answer" = delete ]; then
    rm -rf "$diary"
    echo "Deleted. 已删除。"
else
    echo "Kept. 已保留。"
fi
