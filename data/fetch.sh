#!/usr/bin/env bash
#
# Downloads a data set: data/fetch.sh NAME [DIR]
#
#   NAME  mnist (handwritten digits, 11 MB) or fashion (Fashion-MNIST, pictures of clothes, 30 MB)
#   DIR   the folder for the four files; without it data/NAME, beside this script
#
# A set that is already there and right is left alone; without DIR, $WORKBOOK_DATA_DIR/NAME and the folder of
# Debian's package dataset-fashion-mnist count too. The mirrors are tried in turn. A file appears under its
# name only when it is complete and its SHA-256, unpacked, is the one in checksums.txt; one that was
# interrupted is continued by the next run.
#
# Exit code
#   0  all four files are there and right
#   1  no mirror gave a right file
#   2  wrong usage
#   3  a program that this script needs is missing
#   4  another run is filling the same folder
#   5  the folder cannot be written, or the disk is full
#   130, 143  interrupted (Ctrl-C, kill)
#
# Environment
#   WORKBOOK_MIRRORS          base URLs to use instead of the usual ones (which are all https), separated by spaces
#   WORKBOOK_MOST_MIB         the largest file to accept, packed (64)
#   WORKBOOK_CHECKSUMS        a file to use instead of checksums.txt
#   WORKBOOK_CONNECT_TIMEOUT  seconds to wait for a connection (10)
#   WORKBOOK_LOW_SPEED        give a mirror up when it sends fewer bytes a second than this (1000) ...
#   WORKBOOK_LOW_SPEED_TIME   ... for this many seconds (20)
#   http_proxy, https_proxy   as curl knows them

set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly checksums=${WORKBOOK_CHECKSUMS:-$here/checksums.txt}
readonly most_kib=$((${WORKBOOK_MOST_MIB:-64} * 1024))  # of a packed file; the largest has 26 MiB
readonly most_unpacked=$((100 * 1000 * 1000))           # bytes; the largest has 47 million
readonly files=(train-images-idx3-ubyte train-labels-idx1-ubyte t10k-images-idx3-ubyte t10k-labels-idx1-ubyte)

say() { printf '%s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }

usage() {
    complain "Usage: data/fetch.sh NAME [DIR]     NAME is mnist or fashion."
    complain "With ./workbook: ./workbook data mnist"
    exit 2
}

# --- What a file should be, and whether it is -------------------------------------------------------------

expected_hash() {  # FILE
    awk -v wanted="$name/$1" '$2 == wanted { print $1 }' "$checksums"
}

# The hash of a file, unpacked if it is gzip; fails if the gzip is damaged.
unpacked_hash() {  # PATH
    local hash
    if is_gzip "$1"; then
        # Not further than any file of ours goes: a small gzip may unpack to terabytes. (Where `head` stops
        # reading, gzip fails, and so does this.)
        hash=$(gzip -dc -- "$1" 2>/dev/null | head -c "$most_unpacked" | sha256sum) || return 1
    else
        hash=$(sha256sum <"$1") || return 1
    fi
    printf '%s\n' "${hash%% *}"
}

unpacks_to_too_much() {  # PATH
    (($(gzip -dc -- "$1" 2>/dev/null | head -c $((most_unpacked + 1)) | wc -c) > most_unpacked))
}

is_gzip() {  # PATH
    [[ $(head -c 2 -- "$1" | od -An -tx1) == " 1f 8b" ]]
}

is_right() {  # PATH FILE
    local hash
    hash=$(unpacked_hash "$1") && [[ $hash == "$(expected_hash "$2")" ]]
}

# The path of FILE in FOLDER, in the spellings and the order in which the programs look for it.
find_file() {  # FOLDER FILE
    local spelling path
    for spelling in "$2.gz" "$2" "${2/-idx/.idx}.gz" "${2/-idx/.idx}"; do
        # Some archives have each file in a folder of its own name.
        for path in "$1/$spelling" "$1/$spelling/$spelling"; do
            if [[ -f $path ]]; then
                printf '%s\n' "$path"
                return 0
            fi
        done
    done
    return 1
}

set_is_right() {  # FOLDER
    local file path
    for file in "${files[@]}"; do
        path=$(find_file "$1" "$file") && is_right "$path" "$file" || return 1
    done
}

# --- One file from one mirror -----------------------------------------------------------------------------

# Why curl failed, in words.
reason() {  # CURL_EXIT_CODE HTTP_STATUS
    case $1 in
        5 | 6) say "its name is not known (is there a network?)" ;;
        7) say "no connection" ;;
        18 | 56) say "the connection broke off" ;;
        22) say "$2" ;;
        28) say "too slow, or no answer" ;;
        35 | 51 | 53 | 54 | 58 | 59 | 60 | 77) say "no secure connection (curl error $1)" ;;
        47) say "too many redirections" ;;
        52) say "an empty answer" ;;
        *) say "curl error $1" ;;
    esac
}

# Downloads URL to PART, going on where PART ends. 0: complete, as far as curl can tell. 1: not; `why` says
# why. 3: PART does not fit what the mirror has. Exits if PART cannot be written.
download() {  # URL PART
    local meter=(--silent) status=0 http
    if [[ -t 2 ]]; then meter=(--progress-bar); fi
    # The limit holds whatever the mirror says or does not say of the length: the system keeps it.
    http=$(ulimit -f "$most_kib" && trap '' XFSZ && curl "${meter[@]}" --fail --location --max-redirs 5 \
        --proto "$protocols" --proto-redir "$protocols" \
        --connect-timeout "${WORKBOOK_CONNECT_TIMEOUT:-10}" \
        --speed-limit "${WORKBOOK_LOW_SPEED:-1000}" --speed-time "${WORKBOOK_LOW_SPEED_TIME:-20}" \
        --continue-at - --output "$2" --write-out '%{http_code}' -- "$1") || status=$?
    case $status in
        0) return 0 ;;
        23)
            if (($(wc -c <"$2") >= most_kib * 1024)); then
                rm -f -- "$2"
                why="it sends more than $((most_kib / 1024)) MiB, and no file of ours is so large; thrown away"
                return 1
            fi
            complain "$2 cannot be written. Is the disk full?"
            exit 5
            ;;
        # 33: the mirror cannot send a part of a file; 36: nor begin there; 416: the file is not that long.
        33 | 36) return 3 ;;
        22) if [[ $http == 416 ]]; then return 3; fi ;;
    esac
    why=$(reason "$status" "$http")
    return 1
}

# 0 if PART is the whole of FILE; otherwise `why` says what is wrong with it.
verify() {  # PART FILE
    local hash
    if [[ ! -s $1 ]]; then
        why="an empty file"
    elif ! is_gzip "$1"; then
        why="not gzip, but something that begins \"$(head -c 40 -- "$1" | tr -c '[:print:]' ' ')\""
        why+=" (the log-in page of a network?)"
    elif unpacks_to_too_much "$1"; then
        why="it unpacks to more than any of ours"
    elif ! gzip -t -- "$1" 2>/dev/null; then
        why="the gzip file is damaged"
    else
        hash=$(unpacked_hash "$1")
        if [[ $hash == "$(expected_hash "$2")" ]]; then return 0; fi
        why="checksum wrong: expected $(expected_hash "$2"), found $hash"
    fi
    return 1
}

fetch_from() {  # MIRROR FILE PART
    local url=${1%/}/$2.gz resumed=false outcome=0
    # A remainder that is no gzip is none of ours.
    if [[ -e $3 ]] && ! is_gzip "$3"; then rm -f -- "$3"; fi
    if [[ -s $3 ]]; then
        resumed=true
        say "$2: going on after $(wc -c <"$3") bytes"
    fi
    download "$url" "$3" || outcome=$?
    if [[ $outcome == 0 ]] && verify "$3" "$2"; then return 0; fi
    if [[ $outcome == 1 ]]; then return 1; fi  # the remainder is kept
    if [[ $outcome == 3 ]]; then why="it refuses to send the file (416)"; fi

    # The beginning may have come from another mirror, which packs the file in another way.
    if $resumed; then
        if [[ $outcome == 3 ]]; then why="this mirror cannot go on from there"; fi
        say "$2: $why; starting from the beginning"
        rm -f -- "$3"
        download "$url" "$3" || return 1
        if verify "$3" "$2"; then return 0; fi
    fi
    rm -f -- "$3"
    why+="; the file was thrown away"
    return 1
}

# --- One file from any mirror -----------------------------------------------------------------------------

fetch() {  # FILE
    local final=$folder/$1.gz part=$folder/.$1.gz.part mirror why="" present i
    if present=$(find_file "$folder" "$1"); then
        if is_right "$present" "$1"; then
            say "$1: already there"
            return 0
        fi
        say "$1: $present is damaged; getting it again"
    fi

    # An earlier run may have been stopped between the last byte and the renaming.
    if [[ -s $part ]] && is_gzip "$part" && is_right "$part" "$1"; then
        mv -f -- "$part" "$final" || exit 5
        say "$1: right"
        return 0
    fi

    for i in "${!mirrors[@]}"; do
        mirror=${mirrors[i]}
        say "$1: from $mirror"
        if fetch_from "$mirror" "$1" "$part"; then
            mv -f -- "$part" "$final" || exit 5
            say "$1: right ($(wc -c <"$final") bytes)"
            return 0
        fi
        if ((i + 1 < ${#mirrors[@]})); then
            say "mirror $mirror: $why; trying the next"
        else
            say "mirror $mirror: $why; there is no other mirror"
        fi
    done

    complain "$1 could not be downloaded."
    if [[ -s $part ]]; then
        complain "The $(wc -c <"$part") bytes that arrived are kept in $part."
        complain "Run the same command again to go on from there."
    else
        rm -f -- "$part"
        complain "Check the network and run the same command again, or copy the files into $folder yourself."
    fi
    return 1
}

# --- The whole set ----------------------------------------------------------------------------------------

[[ $# == 1 || $# == 2 ]] || usage
if [[ $1 == -h || $1 == --help ]]; then
    sed -n '3,/^$/s/^# \{0,1\}//p' -- "${BASH_SOURCE[0]}"
    exit 0
fi
readonly name=$1
case $name in
    mnist)
        mirrors=(
            https://ossci-datasets.s3.amazonaws.com/mnist/
            https://storage.googleapis.com/cvdf-datasets/mnist/
            https://raw.githubusercontent.com/fgnt/mnist/master/
        )
        ;;
    fashion)
        mirrors=(
            https://storage.googleapis.com/tensorflow/tf-keras-datasets/
            https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/
        )
        ;;
    digits)
        complain "digits is part of the project and never downloaded."
        complain "If it is damaged, bring it back with: git checkout -- data/digits (without git: from the download)"
        exit 2
        ;;
    *)
        complain "There is no data set called \"$name\"."
        usage
        ;;
esac
protocols="=https"  # curl's "and nothing else"; who names mirrors of their own may have some without TLS
if [[ -n ${WORKBOOK_MIRRORS:-} ]]; then
    read -r -a mirrors <<<"$WORKBOOK_MIRRORS"
    protocols="=http,https"
fi
readonly protocols

for program in awk curl flock gzip od sha256sum; do
    if ! command -v "$program" >/dev/null; then
        complain "This script needs $program."
        complain "On Debian and Ubuntu: apt-get install curl gzip coreutils util-linux mawk"
        exit 3
    fi
done
for file in "${files[@]}"; do
    if [[ -z $(expected_hash "$file") ]]; then
        complain "$checksums holds no checksum of $name/$file."
        complain "Bring it back with: git checkout -- data/checksums.txt (without git: from the download)"
        exit 2
    fi
done

# Is it here already?
readonly folder=${2:-$here/$name}
places=("$folder")
if [[ $# == 1 ]]; then
    if [[ -n ${WORKBOOK_DATA_DIR:-} ]]; then places+=("$WORKBOOK_DATA_DIR/$name"); fi
    if [[ $name == fashion ]]; then places+=(/usr/share/datasets/fashion-mnist); fi
fi
for place in "${places[@]}"; do
    if set_is_right "$place"; then
        say "$name is already in $place, and right. There is nothing to do."
        exit 0
    fi
done

# The folder, and a lock on it: the system takes the lock back when the script ends, however it ends.
created=false
if [[ ! -d $folder ]]; then
    mkdir -p -- "$folder" || exit 5
    created=true
fi
tidy_up() {
    if $created; then rmdir -- "$folder" 2>/dev/null || true; fi  # if nothing came of it
}
trap tidy_up EXIT
trap 'complain "Interrupted. Run the same command again to go on."; exit 130' INT
trap 'exit 143' TERM
if [[ ! -w $folder ]]; then
    complain "$folder cannot be written. Name another folder: data/fetch.sh $name DIR"
    exit 5
fi
exec {lock}<"$folder"
if ! flock --nonblock "$lock"; then
    complain "Another run is filling $folder just now. Wait for it to finish."
    exit 4
fi

for file in "${files[@]}"; do
    fetch "$file" || exit 1
done
say "$name is in $folder: four files, all checksums right."
