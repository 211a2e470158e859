// Broken on purpose: two errors, of which the first is to be reported.
int main() {
    int answer = fourty_two;
    return answer + missing;
}
