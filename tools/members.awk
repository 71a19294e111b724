# Adds to what the compiler says of a declaration: which members there are, and which one was likely meant. GCC only says
# that there is none of that name, at the end of the declaration; of one inside of another, not even that.
#
#   awk -f tools/members.awk dsl/bob/*.h - <compiler.log

function trimmed(text) { gsub(/^[ \t]+|[ \t]+$/, "", text); return text }

# --- The headers: the members of each struct, in their order. ---
function declare(statement) {
    sub(/[={].*/, "", statement)
    if (statement ~ /[();]|^ *(using|static|friend|template|constexpr|enum|struct|class|public|private|operator)\>?/) return
    if (statement ~ /detail::Verified|^ *Place /) return
    if (!match(statement, /[A-Za-z_][A-Za-z_0-9]* *$/)) return
    statement = trimmed(substr(statement, RSTART))
    members[type] = members[type] (members[type] == "" ? "" : " ") statement
    known[statement] = 1
}
FILENAME != "-" {
    sub(/\/\/.*/, "")
    if (match($0, /^struct [A-Za-z_0-9]+( *:[^{;]*)? \{$/)) {
        split($0, word, " ")
        type = word[2]
        level = 1
        statement = ""
        next
    }
    if (type == "") next
    if ($0 ~ /^\};/) {
        type = ""
        next
    }
    was = level
    level += gsub(/\{/, "{") - gsub(/\}/, "}")
    if (was == 1) statement = statement " " $0
    if (level == 1 && statement ~ /[;}] *$/) {
        sub(/; *$/, "", statement)
        declare(statement)
        statement = ""
    }
    next
}

# --- What the compiler says. ---
function distance(a, b,    i, j, row, above, left, cost) {
    for (j = 0; j <= length(b); j++) row[j] = j
    for (i = 1; i <= length(a); i++) {
        above = row[0]
        row[0] = i
        for (j = 1; j <= length(b); j++) {
            left = row[j]
            cost = above + (substr(a, i, 1) != substr(b, j, 1))
            if (row[j] + 1 < cost) cost = row[j] + 1
            if (row[j - 1] + 1 < cost) cost = row[j - 1] + 1
            above = left
            row[j] = cost
        }
    }
    return row[length(b)]
}
# Of the names, the one that differs least; nothing when none is near.
function nearest(name, names,    all, n, i, one, best, least) {
    n = split(names, all, " ")
    least = int(length(name) / 3) + 1
    for (i = 1; i <= n; i++) {
        one = distance(name, all[i])
        if (one < least || (one == least && best == "" && one <= 2)) {
            least = one
            best = all[i]
        }
    }
    return best
}
# "const bob::List<bob::HttpEvent, 64>" is about HttpEvent.
function type_in(text) {
    sub(/^const /, "", text)
    while (match(text, /(List|Items|optional|vector|Setting|Located)</)) text = substr(text, RSTART + RLENGTH)
    sub(/^.*bob::detail::/, "", text)
    sub(/[<,>].*/, "", text)
    sub(/^.*::/, "", text)
    return text
}
function list(of,    all, n, i, line, text) {
    n = split(members[of], all, " ")
    line = "   "
    for (i = 1; i <= n; i++) {
        if (length(line) + length(all[i]) > 98) {
            text = text line "\n"
            line = "   "
        }
        line = line " " all[i] (i < n ? "," : "")
    }
    return text line "\n"
}
# The names that are given members in the declaration that ends at the line, and where they stand.
function designators(file, last,    line, n, lines, i, rest, open, at, name) {
    given = 0
    n = 0
    while (n < last && (getline line <file) > 0) lines[++n] = line
    close(file)
    open = 0
    for (i = n; i > 0 && i > n - 200; i--) {
        rest = lines[i]
        sub(/\/\/.*/, "", rest)
        at = 0
        while (match(rest, /\.[a-z_][a-z_0-9]* *[={]/)) {
            name = substr(rest, RSTART + 1, RLENGTH - 2)
            at += RSTART
            rest = substr(rest, RSTART + 1)
            given++
            given_name[given] = trimmed(name)
            given_place[given] = file ":" i ":" at
        }
        open += gsub(/\}/, "}", lines[i]) - gsub(/\{/, "{", lines[i])
        if (open <= 0) break
    }
}
function note_of(place, name, of,    meant) {
    meant = nearest(name, members[of])
    return place ": note: `bob::" of "` has no `." name "`" (meant == "" ? "" : "; did you mean `." meant "`?") \
        (meant == "" ? "; it has, in this order:\n" : " It has, in this order:\n") list(of)
}
function look_at(text,    part, of, name, i, made) {
    gsub(/\342\200\230|\342\200\231/, "'", text)
    if (split(text, part, ":") < 4 || text !~ /: error: /) return ""
    if (text ~ / has no non-static data member named '/) {
        split(substr(text, index(text, ": error: ") + 9), word, "'")
        of = type_in(word[2])
        name = word[4]
    } else if (text ~ /designator order for field '/) {
        match(text, / does not match declaration order in '[^']*/)
        of = type_in(substr(text, RSTART + 37, RLENGTH - 37))
        return of in members ? part[1] ":" part[2] ": note: members are given in the order in which `bob::" of \
            "` has them:\n" list(of) : ""
    } else if (text ~ /from '<brace-enclosed initializer list>' to '/) {
        match(text, / to '[^']*'$/)
        of = type_in(substr(text, RSTART + 5, RLENGTH - 6))
        name = ""
    } else {
        return ""
    }
    if (!(of in members)) return ""
    designators(part[1], part[2] + 0)
    for (i = given; i > 0; i--) {
        if (name == "" ? !(given_name[i] in known) : given_name[i] == name)
            return note_of(given_place[i], given_name[i], of)
    }
    return name == "" ? "" : note_of(part[1] ":" part[2], name, of)
}
# A note stands behind the lines of source that belong to the error.
pending != "" && !/^ *[0-9]* \|/ {
    printf "%s", pending
    pending = ""
}
{
    print
    found = look_at($0)
    if (found != "") pending = found
}
END { if (pending != "") printf "%s", pending }
