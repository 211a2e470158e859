// Broken on purpose: declared, called, and never defined.
int answer(double question);

int main() {
    return answer(6.0);
}
